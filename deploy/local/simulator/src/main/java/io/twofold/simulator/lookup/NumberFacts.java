package io.twofold.simulator.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a phone number.
 *
 * @param type the kind of line
 * @param carrier the name of its carrier, where known
 * @param simSwappedAt when its SIM was last swapped, where known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NumberFacts(
        LineType type, @Nullable String carrier, @Nullable Instant simSwappedAt) {

    static final NumberFacts NOTHING = new NumberFacts(LineType.UNKNOWN, null, null);

    public Optional<String> knownCarrier() {
        return Optional.ofNullable(carrier);
    }

    public Optional<Instant> lastSimSwap() {
        return Optional.ofNullable(simSwappedAt);
    }
}

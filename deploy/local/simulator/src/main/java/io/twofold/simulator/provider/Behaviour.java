package io.twofold.simulator.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a provider behaves, and towards whom.
 *
 * @param mode what it does
 * @param delayMs how long it waits before it answers, in milliseconds, 0 to 600,000, whatever the mode
 * @param numbers towards which phone numbers (for mail: addresses); empty: towards all
 * @param errorCode with which of its own error codes it fails or rejects; null: the usual one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Behaviour(
        Mode mode,
        long delayMs,
        List<String> numbers,
        @Nullable Integer errorCode) {

    public static final Behaviour OK = new Behaviour(Mode.OK, 0, List.of(), null);

    /** Whether it is meant for that phone number or address; capitals don't matter. */
    public boolean concerns(String number) {
        return numbers.isEmpty() || numbers.stream().anyMatch(number::equalsIgnoreCase);
    }

    public boolean is(Mode other) {
        return mode == other;
    }

    public int errorCodeOr(int usual) {
        return errorCode == null ? usual : errorCode;
    }

    /** Keeps the caller waiting as long as this behaviour asks for. */
    public void delay() {
        Pause.of(Duration.ofMillis(delayMs));
    }
}

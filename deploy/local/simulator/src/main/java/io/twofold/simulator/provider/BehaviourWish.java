package io.twofold.simulator.provider;

import io.twofold.simulator.http.BadRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A behaviour as somebody asked for it, before anybody has looked whether it makes sense. */
public record BehaviourWish(
        @Nullable String mode,
        @Nullable Long delayMs,
        @Nullable List<@Nullable String> numbers,
        @Nullable Integer errorCode) {

    private static final long USUAL_SLOWNESS_MS = 3_000;
    private static final long LONGEST_DELAY_MS = 600_000;

    /**
     * The behaviour that is meant.
     *
     * @throws BadRequest where it means nothing for that provider
     */
    Behaviour understoodBy(Conduct conduct) {
        Mode understood = understoodModeBy(conduct);
        if (errorCode != null && !conduct.knowsErrorCode(errorCode)) {
            throw new BadRequest("The errorCode " + errorCode + " is none of " + conduct.provider() + ".");
        }
        return new Behaviour(understood, delayOf(understood), plainNumbers(), errorCode);
    }

    private Mode understoodModeBy(Conduct conduct) {
        return Optional.ofNullable(mode)
                .flatMap(Mode::of)
                .filter(conduct.modes()::contains)
                .orElseThrow(() -> new BadRequest("The mode of " + conduct.provider() + " is one of "
                        + conduct.modes().stream().map(Mode::word).collect(Collectors.joining(", ")) + "."));
    }

    private long delayOf(Mode understood) {
        if (delayMs == null) {
            return understood == Mode.SLOW ? USUAL_SLOWNESS_MS : 0;
        }
        if (delayMs < 0 || delayMs > LONGEST_DELAY_MS) {
            throw new BadRequest("The delayMs is 0 to " + LONGEST_DELAY_MS + " milliseconds.");
        }
        return delayMs;
    }

    private List<String> plainNumbers() {
        if (numbers == null) {
            return List.of();
        }
        return numbers.stream()
                .map(number -> Optional.ofNullable(number)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .orElseThrow(() -> new BadRequest("The numbers are phone numbers or addresses as strings.")))
                .toList();
    }
}

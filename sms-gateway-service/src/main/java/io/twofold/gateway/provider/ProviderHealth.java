package io.twofold.gateway.provider;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How each provider fares in the eyes of this replica. */
@Singleton
public class ProviderHealth {

    /** What the last handover showed. */
    public enum Condition {
        /** Nothing was handed over since the start. */
        UNTRIED,
        /** It answers: it takes messages, or refuses single ones for what they are. */
        WORKING,
        /** It is out of order, doesn't let us in, wants less, or leaves us without an answer. */
        TROUBLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A condition and its beginning.
     *
     * @param since when it began
     */
    public record Health(Condition condition, Instant since) {}

    private final Map<String, Health> byProvider = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Instant start;

    ProviderHealth(Clock clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Remembers what a handover showed. */
    public void learn(String provider, Handover handover) {
        Condition condition = conditionAfter(handover);
        byProvider.compute(
                provider,
                (_, known) -> known != null && known.condition() == condition
                        ? known
                        : new Health(condition, clock.instant()));
    }

    /** How it fares now. */
    public Health of(String provider) {
        return byProvider.getOrDefault(provider, new Health(Condition.UNTRIED, start));
    }

    private static Condition conditionAfter(Handover handover) {
        return switch (handover) {
            case Handover.Taken _ -> Condition.WORKING;
            case Handover.NotTaken refused when !refused.refusal().isPassing() -> Condition.WORKING;
            case Handover.NotTaken _, Handover.Unclear _ -> Condition.TROUBLED;
        };
    }
}

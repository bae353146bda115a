package io.twofold.benchmarks.figure;

import java.util.List;

/** All figures, in an order in which none spoils the next one's measurement. */
public final class Figures {

    private static final List<Figure> ALL = List.of(
            new StartTime(),
            new IdleMemory(),
            PasswordSignIns.atDefaultCost(),
            new TokenRefreshes(),
            new Introspections(),
            new CodeToText(),
            new RubbishToWebhooks(),
            new CommitToKafka(),
            new AppPasswordChecks(),
            new Revocation(),
            new MemoryUnderLoad(),
            // From here on a backlog is left to the gateway.
            CodePairs.withEveryLimit(),
            CodePairs.amongManyCounters(),
            CodePairs.withoutLimits(),
            GatewayDeliveries.overSmpp(),
            GatewayDeliveries.overHttp(),
            PasswordSignIns.atComparedCost());

    private Figures() {}

    public static List<Figure> all() {
        return ALL;
    }
}

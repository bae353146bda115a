package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Backlog;
import io.twofold.benchmarks.load.ClosedLoop;
import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.load.Pace;
import io.twofold.benchmarks.load.Task;
import io.twofold.benchmarks.load.WarmUp;
import io.twofold.benchmarks.people.Crowd;
import io.twofold.benchmarks.people.PhoneNumbers;
import io.twofold.benchmarks.stack.BenchStack;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What a figure is measured with.
 *
 * @param stack running
 * @param warmUp before each measurement at full load
 * @param measured how long each lasts
 */
public record Scene(
        BenchStack stack, Crowd crowd, PhoneNumbers numbers, WarmUp warmUp, Duration measured, Clock clock) {

    /** What a paced measurement needs before: nothing that only warms up may wait in its way. */
    private static final Duration LEAD_IN = Duration.ofSeconds(3);

    ClosedLoop closedLoop(int workers) {
        return new ClosedLoop(workers, warmUp, measured, stack.processes()::cpu);
    }

    /** Does this until it gets no faster. */
    void warmUp(int workers, Task.Maker tasks) {
        new ClosedLoop(workers, warmUp, Duration.ZERO, stack.processes()::cpu).run(tasks);
    }

    Pace pace(int perSecond, int workers) {
        return new Pace(perSecond, workers, LEAD_IN, measured, stack.processes()::cpu, clock);
    }

    Backlog backlog(int ahead, long least) {
        return new Backlog(ahead, least, warmUp, measured, stack.processes()::cpu);
    }

    /** What the client "partner", another team's service, shows to otp-service. */
    Map<String, String> partner() {
        try (Http http = new Http()) {
            String token = http.form(
                            stack.url("identity"),
                            "/oauth2/token",
                            Map.of("grant_type", "client_credentials", "scope", "otp"),
                            stack.clientCredentials("partner"))
                    .expect(200)
                    .text("/access_token");
            return Http.bearer(token);
        }
    }
}

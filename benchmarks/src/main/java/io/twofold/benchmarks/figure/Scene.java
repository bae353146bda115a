package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.ClosedLoop;
import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.load.Pace;
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
 * @param warmUp before each measurement
 * @param measured how long each lasts
 */
public record Scene(
        BenchStack stack, Crowd crowd, PhoneNumbers numbers, Duration warmUp, Duration measured, Clock clock) {

    ClosedLoop closedLoop(int workers) {
        return new ClosedLoop(workers, warmUp, measured, stack.processes()::cpu);
    }

    Pace pace(int perSecond, int workers) {
        return new Pace(perSecond, workers, warmUp, measured, stack.processes()::cpu, clock);
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

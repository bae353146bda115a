package io.twofold.otp.lookup;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.ProcessingException;
import java.time.Clock;

/** Look-ups that nobody answers. */
public final class WithoutAGateway {

    private WithoutAGateway() {}

    public static LookUpNumber lookUps(LookupsConfig config) {
        GatewayApi nobody = (String bearer, GatewayApi.Question question) -> {
            throw new ProcessingException("nobody");
        };
        GatewayLookups lookups = new GatewayLookups(nobody, _ -> "token");
        return new LookUpNumber(lookups, config, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    /** What the start would say. */
    public static void checked(LookupsConfig config) {
        LookUpNumber.check(config);
    }
}

package io.twofold.otp.lookup;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.ws.rs.ProcessingException;
import java.time.Clock;

/** Look-ups that nobody answers. */
public final class WithoutAGateway {

    private WithoutAGateway() {}

    public static LookUpNumber lookUps(LookupsConfig config) {
        GatewayApi nobody = (String bearer, GatewayApi.Question question) -> {
            throw new ProcessingException("nobody");
        };
        GatewayLookups lookups = new GatewayLookups(nobody, _ -> "token", new ObjectMapper());
        return new LookUpNumber(lookups, config, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    /** Look-ups that all have this answer. */
    public static LookUpNumber lookUps(LookupsConfig config, Findings.Known answer) {
        GatewayApi nobody = (String bearer, GatewayApi.Question question) -> {
            throw new ProcessingException("nobody");
        };
        GatewayLookups lookups = new GatewayLookups(nobody, _ -> "token", new ObjectMapper()) {
            @Override
            Findings.Known about(PhoneNumber number, boolean opensAnAccount) {
                return answer;
            }
        };
        return new LookUpNumber(lookups, config, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    /** What the start would say. */
    public static void checked(LookupsConfig config) {
        LookUpNumber.check(config);
    }
}

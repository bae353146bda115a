package io.twofold.otp.lookup;

import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.kit.token.ServiceTokens;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Asks the gateway. Not to be called inside a transaction. */
@Singleton
class GatewayLookups {

    private static final String SCOPE = "lookups";
    private static final GenericType<Map<String, Object>> JSON = new GenericType<>() {};

    private final GatewayApi api;
    private final ServiceTokens tokens;

    GatewayLookups(@RestClient GatewayApi api, ServiceTokens tokens) {
        this.api = api;
        this.tokens = tokens;
    }

    /**
     * What it knows.
     *
     * @throws UnavailableException if it doesn't say in time, or not so that it could be understood
     */
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 2000, failOn = UnavailableException.class)
    Findings.Known about(PhoneNumber number) {
        String bearer = "Bearer " + tokens.forScope(SCOPE);
        try (Response answer = api.lookUp(bearer, new GatewayApi.Question(number.e164()))) {
            if (answer.getStatus() != 200) {
                throw new UnavailableException("the gateway answered " + answer.getStatus());
            }
            Map<String, Object> body = answer.readEntity(JSON);
            return new Findings.Known(LineKind.of(String.valueOf(body.get("type"))), time(body.get("simSwappedAt")));
        } catch (ProcessingException | WebApplicationException _) {
            // The exception's message may hold what was sent.
            throw new UnavailableException("the gateway doesn't answer");
        }
    }

    private static @Nullable Instant time(@Nullable Object text) {
        try {
            return text == null ? null : Instant.parse(text.toString());
        } catch (DateTimeException e) {
            throw new UnavailableException("the gateway names a time that isn't one", e);
        }
    }
}

package io.twofold.otp.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.kit.token.ServiceTokens;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Asks the gateway. Not to be called inside a transaction. */
@Singleton
class GatewayLookups {

    private static final String SCOPE = "lookups";

    private final GatewayApi api;
    private final ServiceTokens tokens;
    private final ObjectMapper json;

    GatewayLookups(@RestClient GatewayApi api, ServiceTokens tokens, ObjectMapper json) {
        this.api = api;
        this.tokens = tokens;
        this.json = json;
    }

    /**
     * What it knows. The time-out is for a token, if one must be fetched, and the answer together.
     *
     * @param opensAnAccount whether the number is about to open an account that trusts it
     * @throws UnavailableException if it doesn't say in time, or not so that it could be understood
     */
    @Timeout(1500)
    @CircuitBreaker(
            requestVolumeThreshold = 10,
            failureRatio = 0.5,
            delay = 2000,
            failOn = {UnavailableException.class, TimeoutException.class})
    Findings.Known about(PhoneNumber number, boolean opensAnAccount) {
        String token = tokens.forScope(SCOPE);
        try (Response answer = api.lookUp("Bearer " + token, new GatewayApi.Question(number.e164(), opensAnAccount))) {
            if (answer.getStatus() == 401) {
                tokens.drop(token);
            }
            if (answer.getStatus() != 200) {
                throw new UnavailableException("the gateway answered " + answer.getStatus());
            }
            return read(json.readTree(String.valueOf(answer.readEntity(String.class))));
        } catch (ProcessingException | WebApplicationException | JsonProcessingException _) {
            // The exception's message may hold what was sent.
            throw new UnavailableException("the gateway doesn't answer, or isn't understood");
        }
    }

    private static Findings.Known read(JsonNode body) {
        if (!body.path("type").isTextual()) {
            throw new UnavailableException("the gateway isn't understood");
        }
        return new Findings.Known(
                LineKind.of(body.path("type").asText()),
                time(body.path("simSwappedAt").asText(null)),
                body.path("unanswered").isEmpty());
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UnavailableException("the gateway names a time that isn't one", e);
        }
    }
}

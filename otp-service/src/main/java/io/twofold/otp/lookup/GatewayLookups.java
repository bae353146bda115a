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
import java.util.Optional;
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
        var question = new GatewayApi.Question(number.e164(), opensAnAccount);
        String token = tokens.forScope(SCOPE);
        try {
            Optional<Findings.Known> known = ask(question, token);
            if (known.isEmpty()) {
                tokens.drop(token);
                known = ask(question, tokens.forScope(SCOPE));
            }
            return known.orElseThrow(() -> new UnavailableException("the gateway takes no token"));
        } catch (ProcessingException | WebApplicationException | JsonProcessingException _) {
            // The exception's message may hold what was sent.
            throw new UnavailableException("the gateway doesn't answer, or isn't understood");
        }
    }

    /** Empty if the token isn't taken, which may have been withdrawn before its time. */
    private Optional<Findings.Known> ask(GatewayApi.Question question, String token) throws JsonProcessingException {
        try (Response answer = api.lookUp("Bearer " + token, question)) {
            return switch (answer.getStatus()) {
                case 200 -> Optional.of(read(json.readTree(String.valueOf(answer.readEntity(String.class)))));
                case 401 -> Optional.empty();
                default -> throw new UnavailableException("the gateway answered " + answer.getStatus());
            };
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

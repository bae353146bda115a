package io.twofold.otp.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.kit.token.ServiceTokens;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tokens from identity-service by the client credentials grant (RFC 6749 §4.4). One is used until a minute before its end;
 * one thread fetches the next, and who can't wait for that goes without.
 */
@Singleton
class ClientCredentials implements ServiceTokens {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration SPARE = Duration.ofMinutes(1);

    private record Token(String value, Instant usedUntil) {

        @Override
        public String toString() {
            return "******";
        }
    }

    private final LookupsConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final ReentrantLock fetching = new ReentrantLock();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    ClientCredentials(LookupsConfig config, ObjectMapper json, Clock clock) {
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String forScope(String scope) {
        String known = known(scope);
        if (known != null) {
            return known;
        }
        try {
            if (!fetching.tryLock(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UnavailableException("no token yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("no token", e);
        }
        try {
            String fetched = known(scope);
            return fetched == null ? fetch(scope) : fetched;
        } finally {
            fetching.unlock();
        }
    }

    @Override
    public void drop(String refused) {
        tokens.values().removeIf(token -> token.value().equals(refused));
    }

    private @Nullable String known(String scope) {
        Token token = tokens.get(scope);
        return token != null && clock.instant().isBefore(token.usedUntil()) ? token.value() : null;
    }

    private String fetch(String scope) {
        String credentials =
                encoded(config.clientId()) + ":" + encoded(config.clientSecret().orElse(""));
        HttpRequest request = HttpRequest.newBuilder(config.tokenUrl())
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=" + encoded(scope)))
                .build();
        Instant asked = clock.instant();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = answer.statusCode() == 200 ? json.readTree(answer.body()) : null;
            if (body == null || !body.path("access_token").isTextual()) {
                throw new UnavailableException("no token: identity-service answered " + answer.statusCode());
            }
            String value = body.path("access_token").asText();
            long life = body.path("expires_in").asLong(0);
            tokens.put(scope, new Token(value, asked.plusSeconds(life).minus(SPARE)));
            return value;
        } catch (JsonProcessingException _) {
            // Jackson's message may quote the token.
            throw new UnavailableException("no token: identity-service isn't understood");
        } catch (IOException e) {
            throw new UnavailableException("no token: identity-service doesn't answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("no token", e);
        }
    }

    /** RFC 6749 §2.3.1 and appendix B. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}

package io.twofold.kit.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.DefaultBean;
import io.twofold.kit.problem.UnavailableException;
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

/** Tokens by the client credentials grant (RFC 6749 §4.4), kept until shortly before they end. */
@Singleton
@DefaultBean
class ClientCredentialsTokens implements ServiceTokens {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final ServiceClientConfig client;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration timeout;
    private final HttpClient http;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(String token, Instant goodUntil) {}

    ClientCredentialsTokens(ServiceClientConfig client, TokenConfig config, ObjectMapper json, Clock clock) {
        this.client = client;
        this.json = json;
        this.clock = clock;
        this.timeout = config.timeout();
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String forScope(String scope) {
        Kept known = kept.get(scope);
        if (known != null && known.goodUntil().isAfter(clock.instant())) {
            return known.token();
        }
        Kept fetched = fetch(scope);
        kept.put(scope, fetched);
        return fetched.token();
    }

    private Kept fetch(String scope) {
        String credentials = URLEncoder.encode(client.id().orElseThrow(), UTF_8)
                + ":"
                + URLEncoder.encode(client.secret().orElseThrow(), UTF_8);
        HttpRequest request = HttpRequest.newBuilder(client.tokenUrl().orElseThrow())
                .timeout(timeout)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=" + URLEncoder.encode(scope, UTF_8)))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new UnavailableException("token endpoint answered " + answer.statusCode());
            }
            JsonNode body = json.readTree(answer.body());
            Duration life = Duration.ofSeconds(body.required("expires_in").asLong());
            return new Kept(
                    body.required("access_token").asText(),
                    clock.instant().plus(life).minus(MARGIN));
        } catch (IOException e) {
            throw new UnavailableException("token endpoint not reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        }
    }
}

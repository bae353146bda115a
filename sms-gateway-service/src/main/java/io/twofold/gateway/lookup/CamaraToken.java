package io.twofold.gateway.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.gateway.lookup.LookupHttp.Reply;
import io.twofold.gateway.lookup.LookupsConfig.Camara;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The access token for one operator (RFC 6749 §4.4), used until shortly before its end and fetched by one at a time. */
final class CamaraToken {

    private static final Duration SPARE = Duration.ofSeconds(30);
    private static final long SHORTEST_LIFE = 60;
    private static final long LONGEST_LIFE = Duration.ofDays(1).toSeconds();

    private record Token(String value, Instant usedUntil) {

        @Override
        public String toString() {
            return "******";
        }
    }

    private final Camara config;
    private final LookupHttp http;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Token token;

    CamaraToken(Camara config, LookupHttp http, Clock clock) {
        this.config = config;
        this.http = http;
        this.clock = clock;
    }

    /** Empty if none can be had until then. */
    Optional<String> get(Instant deadline) {
        Optional<String> known = known();
        if (known.isPresent()) {
            return known;
        }
        try {
            if (!fetching.tryLock(left(deadline).toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return known().or(() -> fetch(left(deadline)));
        } finally {
            fetching.unlock();
        }
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }

    /** It was refused. */
    void drop(String refused) {
        Token current = token;
        if (current != null && current.value().equals(refused)) {
            token = null;
        }
    }

    private Optional<String> known() {
        Token current = token;
        return current != null && clock.instant().isBefore(current.usedUntil())
                ? Optional.of(current.value())
                : Optional.empty();
    }

    private Optional<String> fetch(Duration timeout) {
        String credentials = encoded(config.clientId()) + ":" + encoded(config.clientSecret());
        HttpRequest request = HttpRequest.newBuilder(config.tokenUrl())
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&scope=" + encoded(config.scope())))
                .build();
        Instant asked = clock.instant();
        Optional<Reply> reply = http.send(request, timeout).filter(answer -> answer.status() == 200);
        if (reply.isEmpty() || !reply.get().body().path("access_token").isTextual()) {
            return Optional.empty();
        }
        JsonNode body = reply.get().body();
        long life = Math.clamp(body.path("expires_in").asLong(SHORTEST_LIFE), SHORTEST_LIFE, LONGEST_LIFE);
        String value = body.path("access_token").asText();
        token = new Token(value, asked.plusSeconds(life).minus(SPARE));
        return Optional.of(value);
    }

    /** RFC 6749 §2.3.1 and appendix B. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}

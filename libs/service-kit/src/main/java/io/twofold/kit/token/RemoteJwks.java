package io.twofold.kit.token;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.DefaultBean;
import io.twofold.kit.problem.UnavailableException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The authority's published keys. A copy is used for {@link TokenConfig#jwksLifetime()}; when the authority is down the
 * last good one goes on being used, from memory or, after a start, from the database.
 */
@Singleton
@DefaultBean
class RemoteJwks implements VerificationKeys {

    private static final Logger LOG = Logger.getLogger(RemoteJwks.class);

    private final TokenConfig config;
    private final AgroalDataSource database;
    private final Clock clock;
    private final HttpClient http;
    private final ReentrantLock fetching = new ReentrantLock();

    private volatile @Nullable Copy copy;
    private Instant lastAttempt = Instant.EPOCH;

    private record Copy(Map<String, PublicKey> keys, Instant fetchedAt) {}

    RemoteJwks(TokenConfig config, AgroalDataSource database, Clock clock) {
        this.config = config;
        this.database = database;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * @throws UnavailableException if no keys at all are known: whether the token is good can't be told
     */
    @Override
    public Optional<PublicKey> find(String keyId) {
        Copy known = copy;
        if (known != null && isFresh(known) && known.keys().containsKey(keyId)) {
            return Optional.of(known.keys().get(keyId));
        }
        Copy current = refreshed(known);
        if (current == null) {
            throw new UnavailableException("no keys of the token authority");
        }
        return Optional.ofNullable(current.keys().get(keyId));
    }

    private boolean isFresh(Copy known) {
        return known.fetchedAt().plus(config.jwksLifetime()).isAfter(clock.instant());
    }

    /** One thread fetches, no more often than allowed; a failure leaves what was there. */
    private @Nullable Copy refreshed(@Nullable Copy known) {
        if (known == null) {
            fetching.lock();
        } else if (!fetching.tryLock()) {
            return known;
        }
        try {
            Instant now = clock.instant();
            if (lastAttempt.plus(config.jwksForcedFetchInterval()).isAfter(now)) {
                return copy;
            }
            lastAttempt = now;
            try {
                String body = fetch();
                copy = new Copy(parse(body), now);
                remember(body, now);
            } catch (IOException | JoseException e) {
                LOG.warnf(
                        "JWKS not fetched (%s), the last good copy is used",
                        e.getClass().getSimpleName());
                if (copy == null) {
                    copy = recall();
                }
            }
            return copy;
        } finally {
            fetching.unlock();
        }
    }

    private String fetch() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(config.jwksUrl())
                .timeout(config.timeout())
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Map<String, PublicKey> parse(String body) throws JoseException {
        Map<String, PublicKey> keys = new JsonWebKeySet(body)
                .getJsonWebKeys().stream()
                        .filter(EllipticCurveJsonWebKey.class::isInstance)
                        .map(EllipticCurveJsonWebKey.class::cast)
                        .collect(Collectors.toMap(
                                JsonWebKey::getKeyId, EllipticCurveJsonWebKey::getPublicKey, (first, _) -> first));
        if (keys.isEmpty()) {
            throw new JoseException("no keys"); // an authority without any would lock everybody out
        }
        return keys;
    }

    private void remember(String body, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into known_jwks (url, body, fetched_at) values (?, ?, ?)
                        on conflict (url) do update set body = excluded.body, fetched_at = excluded.fetched_at""")) {
            statement.setString(1, config.jwksUrl().toString());
            statement.setString(2, body);
            statement.setTimestamp(3, Timestamp.from(now));
            statement.executeUpdate();
        } catch (SQLException e) {
            LOG.warnf("JWKS not kept: %s", e.getSQLState());
        }
    }

    private @Nullable Copy recall() {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select body, fetched_at from known_jwks where url = ?")) {
            statement.setString(1, config.jwksUrl().toString());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Copy(parse(row.getString(1)), row.getTimestamp(2).toInstant())
                        : null;
            }
        } catch (SQLException | JoseException e) {
            LOG.warnf("Kept JWKS not read: %s", e.getClass().getSimpleName());
            return null;
        }
    }
}

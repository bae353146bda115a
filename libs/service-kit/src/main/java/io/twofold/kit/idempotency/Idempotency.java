package io.twofold.kit.idempotency;

import static io.twofold.kit.problem.CommonProblem.ALREADY_DONE;
import static io.twofold.kit.problem.CommonProblem.IDEMPOTENCY_KEY_REUSED;
import static io.twofold.kit.problem.CommonProblem.REQUEST_IN_PROGRESS;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.sealing.KeyedDigest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a request's effect once per caller, operation and key. */
@Singleton
public class Idempotency {

    private static final int MAX_KEY = 255;

    private final AgroalDataSource database;
    private final KeyedDigest digest;
    private final ObjectMapper json;
    private final IdempotencyConfig config;
    private final Clock clock;

    Idempotency(
            AgroalDataSource database, KeyedDigest digest, ObjectMapper json, IdempotencyConfig config, Clock clock) {
        this.database = database;
        this.digest = digest;
        this.json = json;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Runs {@code effect} in a new transaction, unless this was done before.
     *
     * @param caller who asks: a client's or an account's id
     * @param operation the endpoint, such as {@code POST /v1/challenges}
     * @param key the header's value, absent if the caller sent none: then the effect simply runs
     * @param body the request as parsed, hashed in its JSON form
     * @param effect does the work and joins the transaction; it must not call other services
     * @throws io.twofold.kit.problem.ProblemException 422 {@code validation_failed} for a key that isn't 1 to 255
     *     printable ASCII characters
     */
    public Response once(String caller, String operation, @Nullable String key, Object body, Supplier<Answer> effect) {
        if (key == null) {
            return QuarkusTransaction.requiringNew().call(() -> effect.get().response());
        }
        check(key);
        byte[] bytes = bytes(body);
        return QuarkusTransaction.requiringNew().call(() -> onceInTransaction(caller, operation, key, bytes, effect));
    }

    /**
     * The answer to a repeat, for a look before work that {@code effect} can't do; {@link #once} looks again.
     *
     * @param key as above
     * @throws io.twofold.kit.problem.ProblemException as above
     */
    public Optional<Response> earlier(String caller, String operation, @Nullable String key, Object body) {
        if (key == null) {
            return Optional.empty();
        }
        check(key);
        byte[] bytes = bytes(body);
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection()) {
                return find(connection, caller, operation, key, bytes, "idempotency:" + operation);
            }
        });
    }

    private static void check(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY || !key.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw Problem.invalid("Idempotency-Key", "must be 1 to 255 printable ASCII characters")
                    .exception();
        }
    }

    private Response onceInTransaction(
            String caller, String operation, String key, byte[] body, Supplier<Answer> effect) throws SQLException {
        String context = "idempotency:" + operation;
        try (Connection connection = database.getConnection()) {
            if (!tryLock(connection, caller + '\n' + operation + '\n' + key)) {
                return Problem.of(REQUEST_IN_PROGRESS)
                        .retryAfter(Duration.ofSeconds(1))
                        .response();
            }
            Optional<Response> earlier = find(connection, caller, operation, key, body, context);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            Answer answer = effect.get();
            if (answer.isSuccess()) {
                remember(connection, caller, operation, key, digest.of(context, body), answer);
            }
            return answer.response();
        }
    }

    /** Held until the transaction ends; whoever comes meanwhile is told instead of kept waiting. */
    private static boolean tryLock(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended(?, 7919))")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private Optional<Response> find(
            Connection connection, String caller, String operation, String key, byte[] body, String context)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select body_hash, status, answer, created_id from idempotency_key
                where caller = ? and operation = ? and key = ? and created_at > ?""")) {
            statement.setString(1, caller);
            statement.setString(2, operation);
            statement.setString(3, key);
            statement.setTimestamp(4, Timestamp.from(clock.instant().minus(config.lifetime())));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!digest.matches(row.getBytes(1), context, body)) {
                    return Optional.of(Problem.of(IDEMPOTENCY_KEY_REUSED).response());
                }
                String answer = row.getString(3);
                return Optional.of(
                        answer == null
                                ? Problem.of(ALREADY_DONE)
                                        .with("id", row.getString(4))
                                        .response()
                                : Response.status(row.getInt(2))
                                        .type(MediaType.APPLICATION_JSON_TYPE)
                                        .entity(answer)
                                        .build());
            }
        }
    }

    private void remember(
            Connection connection, String caller, String operation, String key, byte[] bodyHash, Answer answer)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into idempotency_key (caller, operation, key, body_hash, status, answer, created_id, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (caller, operation, key) do update set
                    body_hash = excluded.body_hash, status = excluded.status, answer = excluded.answer,
                    created_id = excluded.created_id, created_at = excluded.created_at""")) {
            statement.setString(1, caller);
            statement.setString(2, operation);
            statement.setString(3, key);
            statement.setBytes(4, bodyHash);
            statement.setInt(5, answer.response().getStatus());
            statement.setString(
                    6,
                    answer.secret() ? null : new String(bytes(answer.response().getEntity()), UTF_8));
            statement.setString(7, answer.createdId());
            statement.setTimestamp(8, Timestamp.from(clock.instant()));
            statement.executeUpdate();
        }
    }

    private byte[] bytes(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON data: " + value.getClass().getName());
        }
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from idempotency_key where created_at < ?")) {
            statement.setTimestamp(1, Timestamp.from(clock.instant().minus(config.lifetime())));
            statement.executeUpdate();
        }
    }
}

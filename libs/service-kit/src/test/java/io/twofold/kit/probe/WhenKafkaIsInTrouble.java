package io.twofold.kit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.events.AccountRegistered;
import io.twofold.events.AppPasswordRevoked;
import io.twofold.events.Event;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.outbox.Subject;
import io.twofold.testing.Databases;
import io.twofold.testing.Outages;
import io.twofold.testing.TopicRecord;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@KitTest
class WhenKafkaIsInTrouble {

    private static final String FORGOTTEN = "identity.events.nobody.dead-letter";

    private static final Event REGISTERED = new AccountRegistered("someone@example.org", "en");

    /** Of a topic that no other test publishes to: to the relay it is as if it had started during the outage. */
    private static final Event REVOKED =
            new AppPasswordRevoked(UUID.randomUUID().toString(), "owner");

    /** A dead letter that will never go out. */
    private record Refused(String topic, int size, Map<String, String> headers) {}

    @Inject
    Outbox outbox;

    @Inject
    AgroalDataSource database;

    @Test
    void factsThatWaitedForItStillArriveInTheirOrder() {
        UUID account = UUID.randomUUID();
        try (var _ = Outages.broker()) {
            QuarkusTransaction.requiringNew()
                    .run(() -> IntStream.rangeClosed(1, 50)
                            .forEach(version -> outbox.publish(REVOKED, Subject.account(account, version))));
            await().during(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(rows(account.toString())).hasSize(50));
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(rows(account.toString())).isEmpty());
        List<Integer> arrived = Topics.read("app-password.events").withKey(account.toString()).stream()
                .map(record -> Integer.parseInt(record.headers().get("ce_sequence")))
                .distinct()
                .toList();
        assertThat(arrived).hasSize(50).isSorted();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatItNeverTakesIsSetAsideAndHoldsNobodyUp(Refused letter) throws Exception {
        String key = UUID.randomUUID().toString();
        UUID account = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            outbox.forward(letter.topic(), key, new byte[letter.size()], letter.headers());
            outbox.publish(REGISTERED, Subject.account(account, 1));
        });
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(recordsOf(account)).hasSize(1));
        assertThat(rows(key)).singleElement().isNotEqualTo("waiting");
    }

    static List<Refused> refused() {
        String letters = "identity.events.kit-probe.dead-letter";
        return List.of(
                new Refused(FORGOTTEN, 1, Map.of()),
                new Refused(letters, 2 << 20, Map.of()),
                new Refused(letters, 1, Map.of("x".repeat(60_000), "")));
    }

    @Test
    void aRelayWhoseConnectionWasCutGoesOnWithAnother() {
        UUID account = UUID.randomUUID();
        Outages.database("kit").close();
        await().ignoreExceptions().until(() -> {
            QuarkusTransaction.requiringNew().run(() -> outbox.publish(REGISTERED, Subject.account(account, 1)));
            return true;
        });
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(recordsOf(account)).isNotEmpty());
    }

    @Test
    void aRelayThatStumblesGivesItsConnectionBackAsItWas() throws Exception {
        String key = UUID.randomUUID().toString();
        QuarkusTransaction.requiringNew().run(() -> outbox.forward("nobody.events", key, new byte[1], Map.of()));
        try {
            // It begins again several times meanwhile: a fact's topic may still be made.
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(30))
                    .untilAsserted(() -> assertThat(changedSettings()).isEmpty());
            assertThat(rows(key)).containsExactly("waiting");
        } finally {
            forget(key);
        }
    }

    /** Of all connections but those that are at work. */
    private List<String> changedSettings() throws SQLException {
        List<Connection> borrowed = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                borrowed.add(database.getConnection());
            }
            for (Connection connection : borrowed) {
                try (PreparedStatement statement = connection.prepareStatement("""
                                select name from pg_settings where setting <> reset_val
                                and name in ('enable_seqscan', 'synchronous_commit')
                                union all select locktype from pg_locks
                                where pid = pg_backend_pid() and locktype = 'advisory'""");
                        ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        changed.add(row.getString(1));
                    }
                }
            }
        } finally {
            for (Connection connection : borrowed) {
                connection.close();
            }
        }
        return changed;
    }

    private static void forget(String key) throws SQLException {
        try (Connection connection = Databases.connect("kit");
                PreparedStatement statement = connection.prepareStatement("delete from outbox where aggregateid = ?")) {
            statement.setString(1, key);
            statement.executeUpdate();
        }
    }

    private static List<TopicRecord> recordsOf(UUID account) {
        return Topics.read("identity.events").withKey(account.toString()).stream()
                .toList();
    }

    /** What the outbox still has of a key: why each row was refused, or that it waits. */
    private static List<String> rows(String key) throws Exception {
        try (Connection connection = Databases.connect("kit");
                PreparedStatement statement = connection.prepareStatement(
                        "select coalesce(refused, 'waiting') from outbox where aggregateid = ?")) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                List<String> found = new ArrayList<>();
                while (row.next()) {
                    found.add(row.getString(1));
                }
                return found;
            }
        }
    }
}

package io.twofold.kit.probe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.events.AccountRegistered;
import io.twofold.events.Topic;
import io.twofold.kit.outbox.Backlog;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.outbox.Subject;
import io.twofold.testing.Databases;
import io.twofold.testing.Outages;
import io.twofold.testing.TopicRecord;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

@KitTest
class PublishingFacts {

    @Inject
    Outbox outbox;

    @Inject
    Backlog backlog;

    @Test
    void aCommittedFactReachesKafkaInItsEnvelope() {
        UUID account = UUID.randomUUID();
        publish(account, 7);
        eventually().untilAsserted(() -> assertThat(recordsOf(account)).hasSize(1));
        TopicRecord record = recordsOf(account).getFirst();
        assertThat(record.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "twofold.identity.AccountRegistered.v1")
                .containsEntry("ce_source", "/identity-service")
                .containsEntry("ce_subject", account.toString())
                .containsEntry("ce_accountid", account.toString())
                .containsEntry("ce_sequence", "00000000000000000007")
                .containsKeys("ce_id", "ce_time", "ce_dataschema");
        assertThat(record.value()).contains("\"locale\":\"en\"");
    }

    @Test
    void aFactOfARolledBackTransactionNeverLeaves() {
        UUID undone = UUID.randomUUID();
        UUID done = UUID.randomUUID();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.publish(new AccountRegistered("a@example.org", "en"), Subject.account(undone, 1));
                    throw new IllegalStateException("roll back");
                }))
                .isInstanceOf(IllegalStateException.class);
        publish(done, 1);
        eventually().untilAsserted(() -> assertThat(recordsOf(done)).hasSize(1));
        assertThat(recordsOf(undone)).isEmpty();
    }

    @Test
    void aFactOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> outbox.publish(
                        new AccountRegistered("a@example.org", "en"), Subject.account(UUID.randomUUID(), 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void factsAboutOneAccountArriveInTheirOrderAndLeaveNoRowBehind() {
        UUID account = UUID.randomUUID();
        IntStream.rangeClosed(1, 300).forEach(version -> publish(account, version));
        eventually().untilAsserted(() -> assertThat(recordsOf(account)).hasSize(300));
        List<Integer> versions = recordsOf(account).stream()
                .map(record -> Integer.parseInt(record.headers().get("ce_sequence")))
                .toList();
        assertThat(versions).isSorted();
        eventually().untilAsserted(() -> assertThat(rowsLeft()).isZero());
    }

    @Test
    void theRelayNeverReadsTheWholeTable() throws Exception {
        long scans = statistic("seq_scan");
        long deleted = statistic("n_tup_del");
        IntStream.rangeClosed(1, 200).forEach(version -> publish(UUID.randomUUID(), version));
        // What it deleted and how it had found it are counted together.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(statistic("n_tup_del")).isGreaterThanOrEqualTo(deleted + 200));
        assertThat(statistic("seq_scan")).isLessThan(scans + 20); // other tests' come late
    }

    @Test
    void theRelaySweepsUpWhatItDeletes() throws Exception {
        long sweeps = statistic("vacuum_count");
        QuarkusTransaction.requiringNew()
                .run(() -> IntStream.rangeClosed(1, 2_000)
                        .forEach(version -> outbox.publish(
                                new AccountRegistered("someone@example.org", "en"),
                                Subject.account(UUID.randomUUID(), 1))));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(statistic("vacuum_count")).isGreaterThan(sweeps));
    }

    @Test
    void whatTheBrokerHasNotTakenIsTheBacklog() {
        assertThat(backlog.first(Topic.OTP_DELIVERIES)).isEmpty();
        UUID account = UUID.randomUUID();
        try (var outage = Outages.broker()) {
            assertThat(outage).isNotNull();
            Instant before = Instant.now();
            publish(account, 1);
            publish(account, 2);
            assertThat(backlog.first(Topic.IDENTITY_EVENTS))
                    .hasValueSatisfying(first -> assertThat(first.since()).isBetween(before, Instant.now()));
            assertThat(backlog.first(Topic.OTP_DELIVERIES)).isEmpty();
        }
        eventually().untilAsserted(() -> assertThat(recordsOf(account)).hasSize(2));
        eventually()
                .untilAsserted(
                        () -> assertThat(backlog.first(Topic.IDENTITY_EVENTS)).isEmpty());
    }

    /** The first of a run takes seconds. */
    private static ConditionFactory eventually() {
        return await().atMost(60, SECONDS);
    }

    private void publish(UUID account, long version) {
        QuarkusTransaction.requiringNew()
                .run(() -> outbox.publish(
                        new AccountRegistered("someone@example.org", "en"), Subject.account(account, version)));
    }

    private static List<TopicRecord> recordsOf(UUID account) {
        return Topics.read("identity.events").withKey(account.toString()).stream()
                .toList();
    }

    private static long rowsLeft() throws Exception {
        return number("select count(*) from outbox where refused is null");
    }

    private static long statistic(String name) throws Exception {
        return number("select " + name + " from pg_stat_user_tables where relname = 'outbox'");
    }

    private static long number(String query) throws Exception {
        try (Connection connection = Databases.connect("kit");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}

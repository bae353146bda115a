package io.twofold.kit.probe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.twofold.events.AccountDeleted;
import io.twofold.events.AccountRegistered;
import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Envelope;
import io.twofold.events.EventJson;
import io.twofold.testing.TopicRecord;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@KitTest
class TakingInFacts {

    private static final String TOPIC = "identity.events";

    @Inject
    AgroalDataSource database;

    @Test
    void everyCopyOfAnEventTogetherHasOneEffect() {
        Envelope<AccountRegistered> event = event("en");
        for (int copy = 0; copy < 3; copy++) {
            send(event);
        }
        Envelope<AccountRegistered> last = event("en", event.subject());
        send(last);
        eventually().untilAsserted(() -> assertThat(ProbeConsumer.APPLIED).contains(last.id()));
        assertThat(ProbeConsumer.APPLIED).containsOnlyOnce(event.id());
    }

    @Test
    void troubleThatPassesIsWaitedOut() {
        Envelope<AccountRegistered> event = event("xx-later");
        send(event);
        eventually().untilAsserted(() -> assertThat(ProbeConsumer.APPLIED).contains(event.id()));
        assertThat(ProbeConsumer.TRIES.get(event.id())).hasValue(12);
    }

    @Test
    void whatCanNeverBeDigestedIsPutAsideAndThePartitionMovesOn() {
        Envelope<AccountRegistered> poison = event("xx-never");
        Envelope<AccountRegistered> next = event("en", poison.subject());
        send(poison);
        send(next);
        eventually().untilAsserted(() -> assertThat(ProbeConsumer.APPLIED).contains(next.id()));
        eventually()
                .untilAsserted(() -> assertThat(deadLetters(poison.subject())).hasSize(1));
        TopicRecord letter = deadLetters(poison.subject()).getFirst();
        assertThat(letter.headers())
                .containsEntry("ce_id", poison.id())
                .containsEntry("dead-letter-reason", "it says never")
                .containsEntry("dead-letter-topic", TOPIC);
        assertThat(ProbeConsumer.GIVEN_UP).contains(poison.id() + " of " + poison.subject());
    }

    @Test
    void aBugIsTriedAFewTimesOnly() {
        Envelope<AccountRegistered> event = event("xx-bug");
        send(event);
        eventually()
                .untilAsserted(() -> assertThat(deadLetters(event.subject())).hasSize(1));
        assertThat(ProbeConsumer.TRIES.get(event.id())).hasValue(5);
    }

    @Test
    void waitingUsesUpNoTryOfABug() {
        Envelope<AccountRegistered> event = event("xx-rough");
        send(event);
        eventually().untilAsserted(() -> assertThat(ProbeConsumer.APPLIED).contains(event.id()));
        assertThat(deadLetters(event.subject())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "x\ny", "not an id"})
    void anIdThatNoTableOrLogCouldTakeIsPutAsideAndNotPassedOn(String id) {
        Envelope<AccountRegistered> event = event("en");
        Map<String, String> headers = new HashMap<>(CloudEventHeaders.of(event));
        headers.put("ce_id", id);
        Topics.publish(TOPIC, event.key(), headers, text(event));
        eventually()
                .untilAsserted(() -> assertThat(deadLetters(event.subject())).hasSize(1));
        assertThat(deadLetters(event.subject()).getFirst().headers()).containsEntry("ce_id", id);
        assertThat(ProbeConsumer.GIVEN_UP).contains("null of " + event.subject());
    }

    @Test
    void aKeyThatPostgresqlCannotKeepIsPutAsideWithoutThatCharacter() {
        String key = UUID.randomUUID().toString();
        Topics.publish(TOPIC, key + "\0", Map.of("ce_type", "\0"), "{");
        eventually().untilAsserted(() -> assertThat(deadLetters(key)).hasSize(1));
    }

    @Test
    void aTombstoneIsPutAsideAsOne() {
        String key = UUID.randomUUID().toString();
        Topics.publish(TOPIC, key, Map.of(), null);
        eventually().untilAsserted(() -> assertThat(deadLetters(key)).hasSize(1));
        assertThat(deadLetters(key).getFirst().value()).isNull();
    }

    @Test
    void rubbishIsPutAside() {
        String key = UUID.randomUUID().toString();
        Topics.publish(TOPIC, key, Map.of("ce_type", "nonsense"), "{");
        eventually().untilAsserted(() -> assertThat(deadLetters(key)).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"ce_time, yesterday", "ce_source, no address", "ce_dataschema, no address"})
    void aBrokenEnvelopeIsPutAsideAndThePartitionMovesOn(String header, String value) {
        Envelope<AccountRegistered> broken = event("en");
        Map<String, String> headers = new HashMap<>(CloudEventHeaders.of(broken));
        headers.put(header, value);
        Topics.publish(TOPIC, broken.key(), headers, text(broken));
        Envelope<AccountRegistered> next = event("en", broken.subject());
        send(next);
        eventually().untilAsserted(() -> assertThat(ProbeConsumer.APPLIED).contains(next.id()));
    }

    @Test
    void anEventThatClaimsAnotherSourceIsPutAside() {
        Envelope<AccountRegistered> event = event("en");
        Map<String, String> headers = new HashMap<>(CloudEventHeaders.of(event));
        headers.put("ce_source", "/otp-service");
        Topics.publish(TOPIC, event.key(), headers, text(event));
        eventually()
                .untilAsserted(() -> assertThat(deadLetters(event.subject())).hasSize(1));
        assertThat(ProbeConsumer.APPLIED).doesNotContain(event.id());
    }

    @Test
    void aTypeFromTheFutureIsSkipped() {
        Envelope<AccountRegistered> event = event("en");
        Map<String, String> headers = new HashMap<>(CloudEventHeaders.of(event));
        headers.put("ce_type", "twofold.identity.SomethingNew.v1");
        Topics.publish(TOPIC, event.key(), headers, "{}");
        Envelope<AccountRegistered> next = event("en", event.subject());
        send(next);
        eventually().untilAsserted(() -> assertThat(ProbeConsumer.APPLIED).contains(next.id()));
        assertThat(deadLetters(event.subject())).isEmpty();
    }

    @Test
    void aFactThatConcernsNobodyLeavesNoTrace() throws SQLException {
        String account = UUID.randomUUID().toString();
        Envelope<AccountDeleted> other = Envelope.of(
                UUID.randomUUID().toString(),
                account,
                account,
                Instant.now(),
                1,
                null,
                new AccountDeleted(Instant.now()));
        Envelope<AccountRegistered> next = event("en", account);

        send(other);
        send(next);

        eventually().untilAsserted(() -> assertThat(isRemembered(next.id())).isTrue());
        assertThat(isRemembered(other.id())).isFalse();
    }

    @Test
    void whatIsFetchedTogetherIsDigestedOneByOne() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Envelope<AccountRegistered> first = event("xx-later");
        String account = first.subject();
        Envelope<AccountRegistered> traced = event("en", account);
        Map<String, String> headers = new HashMap<>(CloudEventHeaders.of(traced));
        headers.put("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        Envelope<AccountRegistered> poison = event("xx-never", account);
        Envelope<AccountRegistered> last = event("en", account);

        send(first); // holds the consumer until the others lie there
        eventually().until(() -> ProbeConsumer.TRIES.containsKey(first.id()));
        Topics.publish(TOPIC, account, headers, text(traced));
        send(poison);
        send(last);

        eventually()
                .untilAsserted(() -> assertThat(ProbeConsumer.APPLIED)
                        .containsSubsequence(first.id(), traced.id(), last.id())
                        .doesNotContain(poison.id()));
        eventually().untilAsserted(() -> assertThat(deadLetters(account)).hasSize(1));
        assertThat(ProbeConsumer.TRACES.get(traced.id())).isEqualTo(trace);
        assertThat(ProbeConsumer.TRACES.get(last.id())).isNotEqualTo(trace);
    }

    @Test
    void aLateCopyOfWhatWasDigestedAfterAllIsNotPutAsideAgain() {
        Envelope<AccountRegistered> poison = event("xx-never");
        Envelope<AccountRegistered> mended = Envelope.of(
                poison.id(),
                poison.subject(),
                poison.accountId(),
                Instant.now(),
                1,
                null,
                new AccountRegistered("someone@example.org", "en"));
        send(poison);
        eventually()
                .untilAsserted(() -> assertThat(deadLetters(poison.subject())).hasSize(1));
        send(mended);
        eventually().untilAsserted(() -> assertThat(ProbeConsumer.APPLIED).contains(poison.id()));
        Topics.publish(TOPIC, poison.key(), CloudEventHeaders.of(poison), "{");
        Envelope<AccountRegistered> last = event("en", poison.subject());
        send(last);
        eventually().untilAsserted(() -> assertThat(ProbeConsumer.APPLIED).contains(last.id()));
        assertThat(deadLetters(poison.subject())).hasSize(1);
    }

    /** After a start the consumer takes seconds to get its partitions. */
    private static ConditionFactory eventually() {
        return await().atMost(60, SECONDS);
    }

    private boolean isRemembered(String eventId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select 1 from inbox where event_id = ?")) {
            statement.setString(1, eventId);
            return statement.executeQuery().next();
        }
    }

    private static Envelope<AccountRegistered> event(String locale) {
        return event(locale, UUID.randomUUID().toString());
    }

    private static Envelope<AccountRegistered> event(String locale, String account) {
        return Envelope.of(
                UUID.randomUUID().toString(),
                account,
                account,
                Instant.now(),
                1,
                null,
                new AccountRegistered("someone@example.org", locale));
    }

    private static void send(Envelope<?> event) {
        Topics.publish(TOPIC, event.key(), CloudEventHeaders.of(event), text(event));
    }

    private static String text(Envelope<?> event) {
        return new String(EventJson.write(event.data()), StandardCharsets.UTF_8);
    }

    private static List<TopicRecord> deadLetters(String key) {
        return Topics.read(TOPIC + ".kit-probe.dead-letter").withKey(key).stream()
                .toList();
    }
}

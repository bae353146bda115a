package io.twofold.kit.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.events.AccountRegistered;
import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Envelope;
import io.twofold.events.EventJson;
import io.twofold.kit.inbox.EventsHandler;
import io.twofold.kit.inbox.Inbox;
import io.twofold.kit.inbox.IndigestibleEventException;
import io.twofold.kit.inbox.Received;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@KitTest
class TakingInManyFacts implements EventsHandler {

    private static final String TOPIC = "identity.events";

    @Inject
    Inbox inbox;

    private final List<List<String>> applied = new ArrayList<>();
    private String poison = "";
    private int failures;
    private boolean loner;

    @Test
    void isOneEffect() {
        List<Envelope<AccountRegistered>> events = events(3);
        take(events);
        assertThat(applied).containsExactly(ids(events));
    }

    @Test
    void passesOverWhatHadItsEffect() {
        List<Envelope<AccountRegistered>> events = events(4);
        take(events.subList(0, 2));
        take(events.subList(1, 4));
        assertThat(applied).containsExactly(ids(events.subList(0, 2)), ids(events.subList(2, 4)));
    }

    @Test
    void takesWhatIsThereTwiceOnce() {
        List<Envelope<AccountRegistered>> events = events(2);
        take(List.of(events.get(0), events.get(1), events.get(0)));
        assertThat(applied).containsExactly(ids(events));
    }

    @Test
    void goesOnOneByOneWhereOneIsPoison() {
        List<Envelope<AccountRegistered>> events = events(3);
        poison = events.get(1).id();
        take(events);
        assertThat(applied)
                .containsExactly(
                        List.of(events.get(0).id()), List.of(events.get(2).id()));
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(Topics.read(TOPIC + ".kit-probe.dead-letter")
                                .about(events.get(1).subject()))
                        .hasSize(1));
    }

    @Test
    void waitsForWhatIsAwayAndKeepsTheOrder() {
        List<Envelope<AccountRegistered>> events = events(3);
        failures = 3;
        take(events);
        assertThat(applied)
                .containsExactlyElementsOf(
                        events.stream().map(event -> List.of(event.id())).toList());
    }

    @Test
    void goesOneByOneWhereItHadBetter() {
        List<Envelope<AccountRegistered>> events = events(3);
        loner = true;
        take(events);
        assertThat(applied)
                .containsExactlyElementsOf(
                        events.stream().map(event -> List.of(event.id())).toList());
    }

    @Test
    void aloneIsALotOfOne() {
        List<Envelope<AccountRegistered>> events = events(1);
        take(events);
        assertThat(applied).containsExactly(ids(events));
    }

    @Override
    public boolean prepare(List<Received> events) {
        if (events.stream().anyMatch(received -> received.event().id().equals(poison))) {
            throw new IndigestibleEventException("it says never");
        }
        return !loner;
    }

    @Override
    public void apply(List<Received> events) {
        if (failures-- > 0) {
            throw new UnavailableException("not yet");
        }
        applied.add(events.stream().map(received -> received.event().id()).toList());
    }

    private void take(List<Envelope<AccountRegistered>> events) {
        List<ConsumerRecord<String, byte[]>> records =
                events.stream().map(TakingInManyFacts::record).toList();
        inbox.consume(new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, 0), records), Map.of()), this);
    }

    private static ConsumerRecord<String, byte[]> record(Envelope<AccountRegistered> event) {
        var record = new ConsumerRecord<>(TOPIC, 0, 0, event.key(), EventJson.write(event.data()));
        CloudEventHeaders.of(event).forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    private static List<Envelope<AccountRegistered>> events(int count) {
        return Stream.generate(TakingInManyFacts::event).limit(count).toList();
    }

    private static Envelope<AccountRegistered> event() {
        String account = UUID.randomUUID().toString();
        AccountRegistered data = new AccountRegistered(account + "@example.org", "en");
        return Envelope.of(UUID.randomUUID().toString(), account, account, Instant.now(), 1, null, data);
    }

    private static List<String> ids(List<Envelope<AccountRegistered>> events) {
        return events.stream().map(Envelope::id).toList();
    }
}

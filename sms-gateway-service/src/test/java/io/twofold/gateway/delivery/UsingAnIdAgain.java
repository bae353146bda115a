package io.twofold.gateway.delivery;

import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.idOf;
import static io.twofold.gateway.outside.Gateway.sql;
import static io.twofold.gateway.outside.Gateway.stateOf;
import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.routing.Routes;
import io.twofold.kit.outbox.Outbox;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two texts were sent; the newer one's answer, which hasn't been written down, names the older one's id. */
@GatewayTest
class UsingAnIdAgain {

    @Inject
    WriteTogether together;

    @Inject
    Deliveries deliveries;

    @Inject
    EndAttempt endAttempt;

    @Inject
    WorkerSignal signal;

    @Inject
    Routes routes;

    @Inject
    Patience patience;

    @Inject
    WriteDown writeDown;

    @Inject
    DeliveryConfig config;

    @Inject
    Outbox outbox;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    Clock clock;

    /** What was sent before is counted in the service's, perhaps later than it is seen. */
    private final MeterRegistry meters = new SimpleMeterRegistry();

    private final CodeRequest older = CodeRequest.text();
    private final CodeRequest newer = CodeRequest.text();
    private String messageId = "";

    @BeforeEach
    void send() {
        older.publish();
        newer.publish();
        awaitState(older, "sent");
        awaitState(newer, "sent");
        messageId = String.valueOf(messageIdOf(older));
        sql("""
                update delivery set state = 'SENDING', provider_message_id = null, due_at = now() + interval '1 hour'
                where id = ?::uuid""", idOf(newer));
    }

    @Test
    void theMessageIsCountedOnce() {
        recording(new DeliveryJournal(outbox, routes, transaction, meters, clock))
                .record(job(), new Handover.Taken(messageId), 1);
        assertThat(messageIdOf(newer)).isEqualTo(messageId);
        assertThat(messageIdOf(older)).isNull();
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void theOlderKeepsItsIdUntilTheNewerHasIt() {
        RecordHandover dying = recording(failing(2, 1));
        assertThatThrownBy(() -> dying.record(job(), new Handover.Taken(messageId), 1))
                .hasRootCauseInstanceOf(SQLTransientConnectionException.class);
        assertThat(messageIdOf(older)).isEqualTo(messageId);

        dying.record(job(), new Handover.Taken(messageId), 1);
        assertThat(messageIdOf(newer)).isEqualTo(messageId);
    }

    @Test
    void aLateAnswerWaitsForTheDatabase() {
        ApplyReport reports = new ApplyReport(together, deliveries, endAttempt, failing(1, 2), writeDown, clock);
        reports.answeredLate(UUID.fromString(idOf(newer)), "twilio", messageId);
        assertThat(messageIdOf(newer)).isEqualTo(messageId);
        assertThat(stateOf(newer)).isEqualTo("sent");
        assertThat(messageIdOf(older)).isNull();
    }

    @Test
    void aLateAnswerToWhatIsSettledTakesNothingFromAnybody() {
        sql("update delivery set state = 'DELIVERED', due_at = null where id = ?::uuid", idOf(newer));
        ApplyReport reports = new ApplyReport(together, deliveries, endAttempt, failing(0, 0), writeDown, clock);
        reports.answeredLate(UUID.fromString(idOf(newer)), "twilio", messageId);
        assertThat(messageIdOf(older)).isEqualTo(messageId);
    }

    private RecordHandover recording(DeliveryJournal journal) {
        return new RecordHandover(
                together, deliveries, endAttempt, journal, signal, routes, patience, config, meters, clock);
    }

    /** Fails as if the database went away: that call, and so many in all. */
    private DeliveryJournal failing(int first, int times) {
        AtomicInteger calls = new AtomicInteger();
        return new DeliveryJournal(outbox, routes, transaction, meters, clock) {
            @Override
            void tell(Delivery delivery) {
                int call = calls.incrementAndGet();
                if (call >= first && call < first + times) {
                    throw new IllegalStateException(new SQLTransientConnectionException("as the test wants it"));
                }
                super.tell(delivery);
            }
        };
    }

    private Job job() {
        return QuarkusTransaction.requiringNew()
                .call(() -> Job.of(
                        Job.Kind.HAND_OVER,
                        deliveries.findById(UUID.fromString(idOf(newer))),
                        "twilio",
                        clock.instant(),
                        new Sealed(new byte[0])));
    }

    private double sent() {
        return meters.counter("twofold.gateway.deliveries", "state", "sent", "channel", "sms")
                .count();
    }

    private static @Nullable Object messageIdOf(CodeRequest request) {
        return value("select provider_message_id from delivery where id = ?::uuid", idOf(request));
    }
}

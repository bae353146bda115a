package io.twofold.gateway.delivery;

import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.idOf;
import static io.twofold.gateway.outside.Gateway.recordsOf;
import static io.twofold.gateway.outside.Gateway.sql;
import static io.twofold.gateway.outside.Gateway.stateOf;
import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.twofold.gateway.delivery.WriteTogether.Word;
import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.Gateway;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Report.Progress;
import io.twofold.gateway.provider.Reports.Effect;
import io.twofold.gateway.routing.Routes;
import io.twofold.kit.outbox.Outbox;
import io.twofold.testing.Databases;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three texts were sent. What is said of them then comes while something else is being written down. */
@GatewayTest
@Timeout(60)
class WritingTogether {

    private static final String PROVIDER = "twilio";

    @Inject
    Deliveries deliveries;

    @Inject
    Attempts attempts;

    @Inject
    WorkerSignal signal;

    @Inject
    ApplyReport reports;

    @Inject
    Outbox outbox;

    @Inject
    Routes routes;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    Clock clock;

    /** What becomes of other tests' deliveries is counted in the service's. */
    private final MeterRegistry meters = new SimpleMeterRegistry();

    private final List<CodeRequest> sent =
            Stream.generate(CodeRequest::text).limit(3).toList();
    private WriteTogether together;
    private DeliveryJournal journal;

    @BeforeEach
    void send() {
        together = new WriteTogether(deliveries, attempts, signal, meters, clock, Duration.ofMinutes(1));
        journal = new DeliveryJournal(outbox, routes, transaction, meters, clock);
        sent.forEach(CodeRequest::publish);
        sent.forEach(request -> awaitState(request, "sent"));
    }

    @Test
    void isOneTransaction() throws Exception {
        List<Optional<Effect>> effects = writing(arrived(0), arrived(1), arrived(2));

        assertThat(effects).hasSize(3).allMatch(effect -> effect.equals(Optional.of(Effect.APPLIED)));
        sent.forEach(request -> assertThat(stateOf(request)).isEqualTo("delivered"));
        assertThat(value("select count(distinct xmin::text) from delivery where id = any (?::uuid[])", (Object)
                        sent.stream().map(Gateway::idOf).toArray(String[]::new)))
                .isEqualTo(1L);
    }

    @Test
    void aReceiptFindsTheMessageWhoseAnswerCameWithIt() throws Exception {
        String messageId = messageIdOf(0);
        forgetAnswer(0);
        Word answer = Word.answer(id(0), delivery -> {
            delivery.taken(messageId);
            return Effect.APPLIED;
        });

        assertThat(writing(arrived(messageId), answer))
                .containsExactly(Optional.of(Effect.APPLIED), Optional.of(Effect.APPLIED));
        assertThat(stateOf(sent.get(0))).isEqualTo("delivered");
        assertThat(messageIdOf(0)).isEqualTo(messageId);
    }

    @Test
    void aReceiptBeforeItsAnswerIsOfNoUseYet() throws Exception {
        String messageId = messageIdOf(0);
        forgetAnswer(0);
        assertThat(writing(arrived(messageId))).containsExactly(Optional.of(Effect.UNKNOWN));
        assertThat(stateOf(sent.get(0))).isEqualTo("sending");
    }

    @Test
    void isNotHeldUpByARowThatIsLockedElsewhere() throws Exception {
        try (var connection = Databases.connect(Gateway.DATABASE)) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("select 1 from delivery where id = '" + id(1) + "' for update");
            assertThat(writing(arrived(0), arrived(1), arrived(2)))
                    .containsExactly(Optional.of(Effect.APPLIED), Optional.empty(), Optional.of(Effect.APPLIED));
            connection.rollback();
        }
        assertThat(stateOf(sent.get(1))).isEqualTo("sent");
        assertThat(reports.apply(PROVIDER, new Report(messageIdOf(1), Progress.DELIVERED, null)))
                .isEqualTo(Effect.APPLIED);
    }

    @Test
    void nothingIsWrittenWhereOneFails() throws Exception {
        Word failing = Word.answer(id(1), _ -> {
            throw new IllegalStateException("as the test wants it");
        });
        double counted = delivered();
        assertThat(writing(arrived(0), failing)).containsExactly(Optional.empty(), Optional.empty());
        assertThat(stateOf(sent.get(0))).isEqualTo("sent");
        assertThat(delivered()).isEqualTo(counted);

        assertThat(writing(arrived(0))).containsExactly(Optional.of(Effect.APPLIED));
        assertThat(delivered()).isEqualTo(counted + 1);
    }

    @Test
    void anIdThatIsUsedAgainIsLeftToItsCaller() throws Exception {
        String messageId = messageIdOf(0);
        forgetAnswer(1);
        Word again = Word.answer(id(1), delivery -> {
            delivery.taken(messageId);
            return Effect.APPLIED;
        });
        assertThat(writing(again, arrived(2))).containsExactly(Optional.empty(), Optional.empty());
        assertThat(messageIdOf(0)).isEqualTo(messageId);
        assertThat(stateOf(sent.get(1))).isEqualTo("sending");
    }

    @Test
    void whatNamesOneDeliveryAndAnothersMessageIsWrittenForNeither() throws Exception {
        Word disputed = Word.receipt(id(0), messageIdOf(1), delivery -> {
            delivery.delivered();
            return Effect.APPLIED;
        });
        assertThat(writing(disputed)).containsExactly(Optional.empty());
        assertThat(reports.apply(id(0), PROVIDER, new Report(messageIdOf(1), Progress.DELIVERED, null)))
                .isEqualTo(Effect.UNKNOWN);
        assertThat(stateOf(sent.get(0))).isEqualTo("sent");
        assertThat(stateOf(sent.get(1))).isEqualTo("sent");
    }

    @Test
    void eachFactBelongsToTheTraceOfItsReceipt() throws Exception {
        List<String> traces = List.of("4bf92f3577b34da6a3ce929d0e0e4736", "0af7651916cd43dd8448eb211c80319c");
        writing(arrivedWithin(traces.get(0), 0), arrivedWithin(traces.get(1), 1), arrived(2));

        for (int place = 0; place < traces.size(); place++) {
            CodeRequest request = sent.get(place);
            eventually().untilAsserted(() -> assertThat(recordsOf(request)).hasSize(2));
            assertThat(recordsOf(request).getLast().header("traceparent")).contains(traces.get(place));
        }
        eventually().untilAsserted(() -> assertThat(recordsOf(sent.get(2))).hasSize(2));
        assertThat(String.valueOf(recordsOf(sent.get(2)).getLast().header("traceparent")))
                .doesNotContain(traces);
    }

    private Word arrivedWithin(String trace, int place) {
        Span span = Span.wrap(SpanContext.createFromRemoteParent(
                trace, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault()));
        try (Scope _ = Context.root().with(span).makeCurrent()) {
            return arrived(place);
        }
    }

    /** What becomes of words that all come while another is being written down. */
    private List<Optional<Effect>> writing(Word... words) throws Exception {
        CountDownLatch hasBegun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CodeRequest other = CodeRequest.text().publish();
        awaitState(other, "sent");
        Word first = Word.answer(UUID.fromString(idOf(other)), _ -> {
            hasBegun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Effect.STALE;
        });
        List<Future<Optional<Effect>>> effects = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Effect>> firstEffect = threads.submit(() -> together.write(PROVIDER, first));
            hasBegun.await();
            for (Word word : words) {
                effects.add(threads.submit(() -> together.write(PROVIDER, word)));
            }
            await().pollInterval(5, TimeUnit.MILLISECONDS).until(() -> together.waiting(PROVIDER) == words.length);
            mayEnd.countDown();
            assertThat(firstEffect.get()).contains(Effect.STALE);
        }
        List<Optional<Effect>> all = new ArrayList<>();
        for (Future<Optional<Effect>> effect : effects) {
            all.add(effect.get());
        }
        return all;
    }

    private Word arrived(int place) {
        return arrived(messageIdOf(place));
    }

    private Word arrived(String messageId) {
        return Word.receipt(null, messageId, delivery -> {
            if (!delivery.delivered()) {
                return Effect.STALE;
            }
            journal.tell(delivery);
            return Effect.APPLIED;
        });
    }

    private double delivered() {
        return meters.counter("twofold.gateway.deliveries", "state", "delivered", "channel", "sms")
                .count();
    }

    private void forgetAnswer(int place) {
        sql("""
                update delivery set state = 'SENDING', provider_message_id = null, due_at = now() + interval '1 hour'
                where id = ?""", id(place));
    }

    private UUID id(int place) {
        return UUID.fromString(idOf(sent.get(place)));
    }

    private String messageIdOf(int place) {
        return String.valueOf(value("select provider_message_id from delivery where id = ?", id(place)));
    }
}

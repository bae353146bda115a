package io.twofold.gateway.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.provider.ProviderHealth;
import io.twofold.gateway.provider.Providers;
import io.twofold.gateway.routing.Circuits;
import io.twofold.gateway.routing.Routes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

@GatewayTest
class AWorker {

    @Inject
    Deliveries deliveries;

    @Inject
    Attempts attempts;

    @Inject
    EndAttempt endAttempt;

    @Inject
    Providers providers;

    @Inject
    Routes routes;

    @Inject
    DeliveryJournal journal;

    @Inject
    HandOverMessage handOverMessage;

    @Inject
    ComposeMessage composeMessage;

    @Inject
    RecordHandover recordHandover;

    @Inject
    WriteDown writeDown;

    @Inject
    ProviderHealth health;

    @Inject
    Circuits circuits;

    @Inject
    MeterRegistry meters;

    @Inject
    SettleUnknown settleUnknown;

    @Inject
    Clock clock;

    @Test
    void outlivesAFullHeap() throws InterruptedException {
        CountDownLatch tookAfterwards = new CountDownLatch(1);
        AtomicBoolean fallen = new AtomicBoolean();
        TakeDueDeliveries stumbling =
                new TakeDueDeliveries(deliveries, attempts, endAttempt, routes, journal, TestDelivery.DEFAULT, clock) {
                    @Override
                    Due take(int limit, Set<Lane> without, Predicate<String> takesOneMore) {
                        if (fallen.compareAndSet(false, true)) {
                            throw new OutOfMemoryError("as the test wants it");
                        }
                        tookAfterwards.countDown();
                        return new Due(List.of(), Map.of(), true);
                    }
                };
        DeliveryWorker worker = worker(stumbling, TestDelivery.DEFAULT);
        worker.start(new StartupEvent());
        try {
            assertThat(tookAfterwards.await(20, SECONDS)).isTrue();
        } finally {
            worker.stop(new ShutdownEvent());
        }
    }

    /** A place of the busy provider becomes free every millisecond or so, and very many wait for it in six lanes. */
    @Test
    void comesToEveryLaneHoweverManyAreCrowded() throws InterruptedException {
        CountDownLatch cameToSpain = new CountDownLatch(1);
        Queue queue = new Queue();
        for (String country : List.of("FR", "IT", "PT", "BE", "NL", "LU")) {
            queue.add(country, "understudy", 5_000);
        }
        queue.add("ES", "twilio", 1);
        HandOverMessage slow =
                new HandOverMessage(
                        composeMessage, providers, recordHandover, writeDown, health, circuits, meters, clock) {
                    @Override
                    void handOver(Job job) {
                        if (job.country().equals("ES")) {
                            cameToSpain.countDown();
                            return;
                        }
                        try {
                            Thread.sleep(ThreadLocalRandom.current().nextInt(40, 80));
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                    }
                };
        DeliveryWorker worker = new DeliveryWorker(
                queue, slow, settleUnknown, providers, new WorkerSignal(), TestDelivery.DEFAULT, clock);
        worker.start(new StartupEvent());
        try {
            assertThat(cameToSpain.await(10, SECONDS)).isTrue();
            assertThat(queue.left()).isGreaterThan(10_000);
        } finally {
            worker.stop(new ShutdownEvent());
        }
    }

    /** What is due, in memory: one provider a lane. */
    private final class Queue extends TakeDueDeliveries {

        private record Waiting(String country, String provider) {}

        private final List<Waiting> waiting = new ArrayList<>();

        Queue() {
            super(deliveries, attempts, endAttempt, routes, journal, TestDelivery.DEFAULT, clock);
        }

        synchronized void add(String country, String provider, int messages) {
            waiting.addAll(Collections.nCopies(messages, new Waiting(country, provider)));
        }

        synchronized int left() {
            return waiting.size();
        }

        @Override
        synchronized Due take(int limit, Set<Lane> without, Predicate<String> takesOneMore) {
            List<Job> begun = new ArrayList<>();
            Map<Lane, Instant> crowded = new HashMap<>();
            int seen = 0;
            for (Iterator<Waiting> each = waiting.iterator(); each.hasNext() && seen < limit; ) {
                Waiting next = each.next();
                Lane lane = new Lane(next.country(), Channel.SMS);
                if (without.contains(lane)) {
                    continue;
                }
                seen++;
                if (takesOneMore.test(next.provider())) {
                    each.remove();
                    begun.add(job(next));
                } else {
                    crowded.put(lane, Instant.MAX);
                }
            }
            return new Due(begun, crowded, seen < limit);
        }

        private Job job(Waiting waiting) {
            Instant now = clock.instant();
            return new Job(
                    Job.Kind.HAND_OVER,
                    UUID.randomUUID(),
                    1,
                    waiting.provider(),
                    Channel.SMS,
                    waiting.country(),
                    "en",
                    null,
                    now,
                    now,
                    now.plusSeconds(60),
                    new Sealed(new byte[0]));
        }
    }

    @Test
    void doesNotStartWhereASlowHandoverWouldCountAsLost() {
        TestDelivery settings = TestDelivery.DEFAULT.leasing(
                providers.find("twilio").orElseThrow().longestHandover());
        DeliveryWorker worker = worker(
                new TakeDueDeliveries(deliveries, attempts, endAttempt, routes, journal, settings, clock), settings);

        assertThatThrownBy(() -> worker.start(new StartupEvent()))
                .hasMessage("twofold.delivery.lease must be longer than the time-outs of twilio");
    }

    private DeliveryWorker worker(TakeDueDeliveries takeDueDeliveries, DeliveryConfig config) {
        return new DeliveryWorker(
                takeDueDeliveries, handOverMessage, settleUnknown, providers, new WorkerSignal(), config, clock);
    }
}

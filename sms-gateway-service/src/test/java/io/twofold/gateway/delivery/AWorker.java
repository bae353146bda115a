package io.twofold.gateway.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.provider.Providers;
import io.twofold.gateway.routing.Routes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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

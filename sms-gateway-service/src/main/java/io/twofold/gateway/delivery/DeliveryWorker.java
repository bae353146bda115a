package io.twofold.gateway.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.Providers;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is due and works on it, a bounded number at a time for each provider, each on a virtual thread. It takes only
 * as many as it can begin at once. When the service stops it takes nothing more and ends what it has begun.
 */
@Singleton
class DeliveryWorker {

    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    /** A look past crowded lanes reads all that waits in them. Where nothing was behind them, what comes there waits so long. */
    private static final Duration BETWEEN_LOOKS_FOR_NOTHING = Duration.ofMillis(50);

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(15);

    private final TakeDueDeliveries takeDueDeliveries;
    private final HandOverMessage handOverMessage;
    private final SettleUnknown settleUnknown;
    private final Providers providers;
    private final WorkerSignal signal;
    private final DeliveryConfig config;
    private final Clock clock;

    private final ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor();
    private final Places places;
    private final Crowd crowd = new Crowd();

    // The dispatcher's own; times are those of System.nanoTime().
    private long nextLookAt = System.nanoTime();
    private long nextLookPastAt = System.nanoTime();

    /** Behind these lanes nothing was due a moment ago. */
    private Set<Lane> nothingBehind = Set.of();

    private volatile boolean stopping;
    private @Nullable Thread dispatcher;

    DeliveryWorker(
            TakeDueDeliveries takeDueDeliveries,
            HandOverMessage handOverMessage,
            SettleUnknown settleUnknown,
            Providers providers,
            WorkerSignal signal,
            DeliveryConfig config,
            Clock clock) {
        this.takeDueDeliveries = takeDueDeliveries;
        this.handOverMessage = handOverMessage;
        this.settleUnknown = settleUnknown;
        this.providers = providers;
        this.signal = signal;
        this.config = config;
        this.clock = clock;
        this.places = new Places(providers.all().stream()
                .collect(Collectors.toMap(
                        MessageProvider::id, provider -> Math.min(config.concurrency(), provider.atATime()))));
    }

    /**
     * Starts working.
     *
     * @throws IllegalStateException if handovers that are merely slow would count as lost
     */
    void start(@Observes StartupEvent event) {
        for (MessageProvider provider : providers.all()) {
            if (config.lease().compareTo(provider.longestHandover()) <= 0) {
                throw new IllegalStateException(
                        "twofold.delivery.lease must be longer than the time-outs of " + provider.id());
            }
        }
        dispatcher = Thread.ofPlatform().name("delivery-worker").start(this::work);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        signal.raise();
        if (dispatcher != null) {
            dispatcher.join(LONGEST_FAREWELL);
        }
        if (!places.awaitAllFree(LONGEST_FAREWELL.toSeconds())) {
            LOG.warn("Stopped with handovers under way: they will be unknown");
        }
        jobs.shutdownNow();
    }

    private void work() {
        while (!stopping) {
            try {
                awaitNextLook();
                int free = places.free();
                Duration idle = free == 0 ? config.pollInterval() : dispatch(free);
                if (idle.isPositive()) {
                    signal.await(idle);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A look for each message that comes, and each place that is free again, would be a transaction for each. */
    private void awaitNextLook() throws InterruptedException {
        long now = System.nanoTime();
        if (nextLookAt - now > 0) {
            Thread.sleep(Duration.ofNanos(nextLookAt - now));
        }
        nextLookAt = System.nanoTime() + BETWEEN_LOOKS.toNanos();
    }

    /** Returns how long there is nothing else to begin, unless there is a signal. */
    private Duration dispatch(int free) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        Set<Lane> crowded = crowd.lanes(clock.instant());
        Duration early = Duration.ofNanos(nextLookPastAt - System.nanoTime());
        if (early.isPositive() && crowded.containsAll(nothingBehind)) {
            crowd.endRound();
            crowded = crowd.lanes(clock.instant());
            if (crowded.containsAll(nothingBehind)) {
                return early;
            }
        }
        TakeDueDeliveries.Due due;
        try {
            due = takeDueDeliveries.take(free, crowded, provider -> {
                boolean hasOne = places.take(provider);
                if (hasOne) {
                    taken.add(provider);
                }
                return hasOne;
            });
        } catch (RuntimeException | Error e) {
            // Without this thread nothing is ever sent, while everything looks well: it outlives even a full heap.
            taken.forEach(places::release);
            LOG.warnf("Due deliveries can't be taken now: %s", e.getClass().getSimpleName());
            Thread.sleep(AFTER_TROUBLE);
            return Duration.ZERO;
        }
        crowd.add(due.crowded(), due.isAll());
        due.jobs().forEach(job -> jobs.execute(() -> run(job)));
        if (!crowded.isEmpty() && due.jobs().isEmpty() && due.isAll()) {
            nothingBehind = crowded;
            nextLookPastAt = System.nanoTime() + BETWEEN_LOOKS_FOR_NOTHING.toNanos();
        }
        return due.isAll() ? config.pollInterval() : Duration.ZERO;
    }

    private void run(Job job) {
        try {
            switch (job.kind()) {
                case HAND_OVER -> handOverMessage.handOver(job);
                case LOOK_FOR -> settleUnknown.lookFor(job);
            }
        } catch (RuntimeException e) {
            LOG.errorf(
                    "delivery=%s job=%s failed: %s",
                    job.deliveryId(), job.kind(), e.getClass().getSimpleName());
        } finally {
            if (places.release(job.provider())) {
                crowd.dissolve();
                signal.raise();
            }
        }
    }
}

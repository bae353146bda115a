package io.twofold.gateway.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.OutboundMessage;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.ProviderHealth;
import io.twofold.gateway.provider.Providers;
import io.twofold.gateway.provider.Refusal;
import io.twofold.gateway.routing.Circuits;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks the provider, once, outside any transaction, and has the answer written down. */
@Singleton
class HandOverMessage {

    private static final Logger LOG = Logger.getLogger(HandOverMessage.class);

    private final ComposeMessage composeMessage;
    private final Providers providers;
    private final RecordHandover recordHandover;
    private final WriteDown writeDown;
    private final ProviderHealth health;
    private final Circuits circuits;
    private final MeterRegistry meters;
    private final Clock clock;

    HandOverMessage(
            ComposeMessage composeMessage,
            Providers providers,
            RecordHandover recordHandover,
            WriteDown writeDown,
            ProviderHealth health,
            Circuits circuits,
            MeterRegistry meters,
            Clock clock) {
        this.composeMessage = composeMessage;
        this.providers = providers;
        this.recordHandover = recordHandover;
        this.writeDown = writeDown;
        this.health = health;
        this.circuits = circuits;
        this.meters = meters;
        this.clock = clock;
    }

    void handOver(Job job) {
        OutboundMessage message;
        try {
            message = composeMessage.compose(job);
        } catch (RuntimeException e) {
            // The exception's message may hold what it is about.
            LOG.errorf(
                    "delivery=%s can't be composed: %s",
                    job.deliveryId(), e.getClass().getSimpleName());
            writeDown.persistently(job.deliveryId(), job.startedAt(), () -> recordHandover.recordUnreadable(job));
            return;
        }
        Handover result = ask(job, message);
        health.learn(job.provider(), result);
        circuits.learn(job.provider(), job.country(), job.channel(), result);
        count(job, result);
        Integer segments =
                message instanceof TextMessage text ? text.text().segments().count() : null;
        if (!recordHandover.recordWithOthers(job, result, segments)) {
            writeDown.persistently(
                    job.deliveryId(), job.startedAt(), () -> recordHandover.record(job, result, segments));
        }
    }

    private Handover ask(Job job, OutboundMessage message) {
        Optional<MessageProvider> provider = providers.find(job.provider());
        if (provider.isEmpty()) {
            return new Handover.NotTaken(Refusal.UNAVAILABLE, "no_provider", null);
        }
        Instant start = clock.instant();
        try {
            return provider.get().handOver(message);
        } catch (RuntimeException e) {
            LOG.errorf(
                    "delivery=%s adapter failed: %s",
                    job.deliveryId(), e.getClass().getSimpleName());
            return new Handover.Unclear("adapter_failed");
        } finally {
            meters.timer(
                            "twofold.gateway.handover",
                            "provider",
                            job.provider(),
                            "channel",
                            job.channel().word())
                    .record(Duration.between(start, clock.instant()));
        }
    }

    private void count(Job job, Handover result) {
        String outcome = switch (result) {
            case Handover.Taken _ -> "taken";
            case Handover.NotTaken _ -> "refused";
            case Handover.Unclear _ -> "unclear";
        };
        Channel channel = job.channel();
        meters.counter(
                        "twofold.gateway.handovers",
                        "provider",
                        job.provider(),
                        "channel",
                        channel.word(),
                        "outcome",
                        outcome)
                .increment();
        if (result instanceof Handover.Taken) {
            meters.timer("twofold.gateway.time.to.handover", "channel", channel.word())
                    .record(Duration.between(job.createdAt(), clock.instant()));
        }
    }
}

package io.twofold.gateway.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.gateway.delivery.WriteTogether.Word;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Report.Progress;
import io.twofold.gateway.provider.Reports;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Moves a delivery on by what a provider says of it. */
@Singleton
class ApplyReport implements Reports {

    private static final Logger LOG = Logger.getLogger(ApplyReport.class);

    private final WriteTogether together;
    private final Deliveries deliveries;
    private final EndAttempt endAttempt;
    private final DeliveryJournal journal;
    private final WriteDown writeDown;
    private final Clock clock;

    ApplyReport(
            WriteTogether together,
            Deliveries deliveries,
            EndAttempt endAttempt,
            DeliveryJournal journal,
            WriteDown writeDown,
            Clock clock) {
        this.together = together;
        this.deliveries = deliveries;
        this.endAttempt = endAttempt;
        this.journal = journal;
        this.writeDown = writeDown;
        this.clock = clock;
    }

    @Override
    public Effect apply(UUID deliveryId, String provider, Report report) {
        Word word = Word.receipt(
                deliveryId,
                report.messageId(),
                delivery -> delivery.wentAs(provider, report.messageId()) ? apply(delivery, report) : Effect.UNKNOWN);
        return together.write(provider, word).orElseGet(() -> applyAlone(deliveryId, provider, report));
    }

    private Effect applyAlone(UUID deliveryId, String provider, Report report) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<Delivery> delivery = deliveries
                    .lock(deliveryId)
                    .filter(candidate -> candidate.wentAs(provider, report.messageId())
                            && !deliveries.isOfAnother(deliveryId, provider, report.messageId()));
            return delivery.map(found -> apply(found, report)).orElse(Effect.UNKNOWN);
        });
    }

    @Override
    public Effect apply(String provider, Report report) {
        Word word = Word.receipt(null, report.messageId(), delivery -> apply(delivery, report));
        return together.write(provider, word).orElseGet(() -> applyAlone(provider, report));
    }

    private Effect applyAlone(String provider, Report report) {
        return QuarkusTransaction.requiringNew()
                .call(() -> deliveries
                        .lockByMessage(provider, report.messageId())
                        .map(found -> apply(found, report))
                        .orElse(Effect.UNKNOWN));
    }

    @Override
    public void answeredLate(UUID deliveryId, String provider, String messageId) {
        Report taken = new Report(messageId, Progress.TAKEN, null);
        writeDown.persistently(deliveryId, clock.instant(), () -> {
            Effect effect = QuarkusTransaction.requiringNew().call(() -> {
                Optional<Delivery> delivery = deliveries
                        .lock(deliveryId)
                        .filter(candidate -> candidate.wentAs(provider, messageId)
                                && candidate.state().isBefore(DeliveryState.SENT));
                delivery.ifPresent(_ -> deliveries.releaseMessage(deliveryId, provider, messageId));
                return delivery.map(found -> apply(found, taken)).orElse(Effect.STALE);
            });
            LOG.infof("delivery=%s answered late: %s", deliveryId, effect);
        });
    }

    private Effect apply(Delivery delivery, Report report) {
        boolean taken = delivery.taken(report.messageId());
        if (taken) {
            endAttempt.prove(delivery, clock.instant());
            journal.tell(delivery);
        }
        boolean further = switch (report.progress()) {
            case TAKEN -> false;
            case UNDELIVERED -> delivery.undelivered(report.reason());
            case DELIVERED -> delivery.delivered();
        };
        if (further) {
            journal.tell(delivery);
        }
        return taken || further ? Effect.APPLIED : Effect.STALE;
    }
}

package io.twofold.gateway.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.Providers;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Reports;
import io.twofold.kit.problem.UnavailableException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks for an unknown text in the provider's own list. What isn't there may still come, so that absence settles nothing;
 * and where two messages could be the one, neither is taken for it.
 */
@Singleton
class SettleUnknown {

    private static final Logger LOG = Logger.getLogger(SettleUnknown.class);

    private final ComposeMessage composeMessage;
    private final Providers providers;
    private final Deliveries deliveries;
    private final Reports reports;

    SettleUnknown(ComposeMessage composeMessage, Providers providers, Deliveries deliveries, Reports reports) {
        this.composeMessage = composeMessage;
        this.providers = providers;
        this.deliveries = deliveries;
        this.reports = reports;
    }

    void lookFor(Job job) {
        Optional<MessageProvider> provider = providers.find(job.provider());
        if (provider.isEmpty() || !(composeMessage.compose(job) instanceof TextMessage text)) {
            return;
        }
        List<Report> candidates;
        try {
            candidates = provider.get().find(text, job.startedAt());
        } catch (UnavailableException e) {
            LOG.infof("delivery=%s can't be looked for now: %s", job.deliveryId(), e.getMessage());
            return;
        }
        List<Report> unclaimed = QuarkusTransaction.requiringNew()
                .call(() -> candidates.stream()
                        .filter(candidate ->
                                !deliveries.isOfAnother(job.deliveryId(), job.provider(), candidate.messageId()))
                        .toList());
        if (unclaimed.size() == 1) {
            reports.apply(job.deliveryId(), job.provider(), unclaimed.getFirst());
        }
    }
}

package io.twofold.gateway.delivery;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.twofold.gateway.delivery.DeliveryRequest.CodeSend;
import io.twofold.gateway.delivery.DeliveryRequest.Notice;
import io.twofold.gateway.delivery.Instruction.Send;
import io.twofold.gateway.delivery.Instruction.Withdraw;
import io.twofold.gateway.limit.Limit;
import io.twofold.gateway.limit.MessageLimits;
import io.twofold.gateway.limit.PlannedMessage;
import io.twofold.gateway.limit.Reservation;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.routing.Routes;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.database.OnCommit;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes deliveries down, and decides whether they may be sent at all. A worker takes them from there. */
@Singleton
public class AcceptDelivery {

    private static final String SUPERSEDED = "superseded";
    private static final String WITHDRAWN = "withdrawn";

    private final Deliveries deliveries;
    private final SealedContent sealedContent;
    private final DeliveryJournal journal;
    private final MessageLimits limits;
    private final Routes routes;
    private final WorkerSignal worker;
    private final TransactionSynchronizationRegistry transaction;
    private final Ids ids;
    private final Clock clock;

    AcceptDelivery(
            Deliveries deliveries,
            SealedContent sealedContent,
            DeliveryJournal journal,
            MessageLimits limits,
            Routes routes,
            WorkerSignal worker,
            TransactionSynchronizationRegistry transaction,
            Ids ids,
            Clock clock) {
        this.deliveries = deliveries;
        this.sealedContent = sealedContent;
        this.journal = journal;
        this.limits = limits;
        this.routes = routes;
        this.worker = worker;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a request's shares of the budgets. To be called before the transaction that accepts it, and to be closed after it.
     *
     * @return null if it is too late to be sent, and needs none
     */
    public @Nullable Reservation reserve(DeliveryRequest request) {
        Instant now = clock.instant();
        return request.isTooLate(now) ? null : limits.reserve(planned(request), now);
    }

    /**
     * Accepts a request in the transaction at hand, as {@link #carryOut} does.
     *
     * @param reservation what {@link #reserve} returned for it
     * @return the delivery's id
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public UUID accept(DeliveryRequest request, @Nullable Reservation reservation) {
        Send send = new Send(request, reservation, Context.current());
        return new Batch(List.of(send)).carryOut().getFirst().id();
    }

    /**
     * Carries instructions out in the transaction at hand, each challenge's in their order. Earlier sends of a challenge that
     * nobody has taken yet are dropped; so is a request itself if a later one is there, or its time is over. The same send twice
     * is one delivery. What a limit forbids is written down as failed.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void carryOut(List<Instruction> instructions) {
        new Batch(instructions).carryOut();
    }

    private PlannedMessage planned(DeliveryRequest request) {
        return new PlannedMessage(
                request.destination(),
                request.country(),
                request.channel(),
                request.words().segmentCount(),
                routes.first(request.country(), request.channel())
                        .map(MessageProvider::id)
                        .orElse(null));
    }

    /** One transaction's worth. */
    private final class Batch {

        private final List<? extends Instruction> instructions;
        private final Instant now = clock.instant();

        /** By their challenges. */
        private final Map<String, List<Delivery>> sends;

        private final List<Accepted> accepted = new ArrayList<>();

        private record Accepted(Delivery delivery, Send send) {}

        Batch(List<? extends Instruction> instructions) {
            this.instructions = instructions;
            Set<String> challenges =
                    instructions.stream().flatMap(Batch::challengeOf).collect(Collectors.toSet());
            this.sends = challenges.isEmpty() ? new HashMap<>() : deliveries.lockSendsOf(challenges);
        }

        /** @return for each request its delivery */
        List<Delivery> carryOut() {
            List<Delivery> requested = new ArrayList<>();
            for (Instruction instruction : instructions) {
                try (Scope _ = instruction.trace().makeCurrent()) {
                    switch (instruction) {
                        case Send send -> requested.add(accept(send));
                        case Withdraw withdraw -> drop(sendsOf(withdraw.challengeId()), withdraw.send(), WITHDRAWN);
                    }
                }
            }
            keepToTheLimits();
            deliveries.persist(accepted.stream().map(Accepted::delivery));
            transaction.registerInterposedSynchronization(new OnCommit(worker::raise));
            return requested;
        }

        private Delivery accept(Send send) {
            return switch (send.request().occasion()) {
                case CodeSend code -> accept(send, code);
                case Notice _ -> write(send, false);
            };
        }

        private Delivery accept(Send send, CodeSend code) {
            List<Delivery> others = sendsOf(code.challengeId());
            Optional<Delivery> same = others.stream()
                    .filter(other -> Integer.valueOf(code.send()).equals(other.send()))
                    .findFirst();
            if (same.isPresent()) {
                return same.get();
            }
            drop(others, code.send() - 1, SUPERSEDED);
            Delivery delivery = write(send, others.stream().anyMatch(other -> !other.isOlderThan(code.send())));
            others.add(delivery);
            return delivery;
        }

        private Delivery write(Send send, boolean isSuperseded) {
            DeliveryRequest request = send.request();
            UUID id = ids.next();
            var content = new SealedContent.Content(request.destination(), request.words());
            Delivery delivery = new Delivery(id, request, sealedContent.seal(id, content), now);
            if (isSuperseded) {
                delivery.withdraw(SUPERSEDED);
                journal.tell(delivery);
            } else if (delivery.isTooLate(now) || send.reservation() == null) {
                delivery.expire();
                journal.tell(delivery);
            }
            accepted.add(new Accepted(delivery, send));
            return delivery;
        }

        private void drop(List<Delivery> some, int upTo, String as) {
            some.stream()
                    .filter(delivery -> delivery.isOlderThan(upTo + 1) && delivery.withdraw(as))
                    .forEach(journal::tell);
        }

        /** Last, since numbers are locked by it: the rest of the transaction is short. */
        private void keepToTheLimits() {
            List<Accepted> queued = new ArrayList<>();
            List<Reservation> reservations = new ArrayList<>();
            for (Accepted each : accepted) {
                Reservation reservation = each.send().reservation();
                if (reservation != null && each.delivery().state() == DeliveryState.QUEUED) {
                    queued.add(each);
                    reservations.add(reservation);
                }
            }
            List<Optional<Limit>> verdicts = limits.use(reservations, now);
            for (int place = 0; place < queued.size(); place++) {
                Accepted each = queued.get(place);
                verdicts.get(place).ifPresent(limit -> {
                    each.delivery().fail(limit.reason());
                    try (Scope _ = each.send().trace().makeCurrent()) {
                        journal.tell(each.delivery());
                    }
                });
            }
        }

        private List<Delivery> sendsOf(String challengeId) {
            return sends.computeIfAbsent(challengeId, _ -> new ArrayList<>());
        }

        private static Stream<String> challengeOf(Instruction instruction) {
            return switch (instruction) {
                case Send send when send.request().occasion() instanceof CodeSend code -> Stream.of(code.challengeId());
                case Send _ -> Stream.empty();
                case Withdraw withdraw -> Stream.of(withdraw.challengeId());
            };
        }
    }
}

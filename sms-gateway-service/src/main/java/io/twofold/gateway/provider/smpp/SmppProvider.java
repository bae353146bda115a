package io.twofold.gateway.provider.smpp;

import io.twofold.gateway.message.Channel;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.OutboundMessage;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.Refusal;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Reports;
import io.twofold.gateway.provider.smpp.ShortMessages.Part;
import io.twofold.gateway.provider.smpp.SmppLink.Answer;
import io.twofold.gateway.provider.smpp.SmppSessions.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jsmpp.PDUStringException;

/**
 * Hands texts to a message centre. A text of several parts is one handover: the parts go over one session, each when the one
 * before was taken. If the first is refused, nothing was taken; if a later one is refused or its answer missing, the phone may
 * show a part, and the whole is unclear. The last part's id is the message's, and only that part's receipt is asked for: a
 * centre brings parts in their order, so that the last one arrives after the others.
 *
 * <p>There is no list at a centre that a text could be looked for in: what is unclear stays so, unless the answer comes after
 * all while the session lasts.
 */
final class SmppProvider implements MessageProvider {

    static final String ID = "smpp";

    private final SmppSessions sessions;
    private final ShortMessages shortMessages;
    private final SubmitRequests submits;
    private final Supplier<Reports> reports;
    private final SmppConfig config;
    private final Clock clock;

    SmppProvider(
            SmppSessions sessions,
            ShortMessages shortMessages,
            SubmitRequests submits,
            Supplier<Reports> reports,
            SmppConfig config,
            Clock clock) {
        this.sessions = sessions;
        this.shortMessages = shortMessages;
        this.submits = submits;
        this.reports = reports;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.SMS);
    }

    @Override
    public Handover handOver(OutboundMessage message) {
        if (!(message instanceof TextMessage text)) {
            return new NotTaken(Refusal.REJECTED_REQUEST, "channel_not_carried", null);
        }
        List<Part> parts = shortMessages.of(text.text());
        if (parts.isEmpty()) {
            return new NotTaken(Refusal.REJECTED_REQUEST, "text_too_long", null);
        }
        try {
            return switch (sessions.take(config.placeTimeout())) {
                case Place.NotBound _ -> new NotTaken(Refusal.UNAVAILABLE, "no_session", null);
                case Place.NoneFree _ -> new NotTaken(Refusal.SLOW_DOWN, "window_full", null);
                case Place.Free(var session) -> {
                    try {
                        yield handOver(text, parts, session.link());
                    } finally {
                        sessions.giveBack(session);
                    }
                }
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new NotTaken(Refusal.UNAVAILABLE, "interrupted", null);
        }
    }

    @Override
    public int atATime() {
        return config.sessions() * config.window();
    }

    @Override
    public Duration longestHandover() {
        return config.placeTimeout().plus(config.answerTimeout());
    }

    @Override
    public List<Report> find(TextMessage message, Instant since) {
        return List.of();
    }

    private Handover handOver(TextMessage text, List<Part> parts, SmppLink link) {
        long deadline = System.nanoTime() + config.answerTimeout().toNanos();
        String messageId = "";
        for (int index = 0; index < parts.size(); index++) {
            boolean last = index == parts.size() - 1;
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            Answer answer;
            try {
                answer = left.isNegative()
                        ? new Answer.NotSent()
                        : link.submit(
                                submits.of(text, parts.get(index), last, clock.instant()),
                                left,
                                late(text.deliveryId(), last));
            } catch (PDUStringException _) {
                // Its message quotes what doesn't fit.
                return index == 0
                        ? new NotTaken(Refusal.REJECTED_REQUEST, "unsuitable_for_smpp", null)
                        : new Unclear("rest_not_taken");
            }
            switch (answer) {
                case Answer.Accepted(var id) -> messageId = id;
                case Answer.Refused(var status) -> {
                    return index == 0 ? SmppErrors.handover(status, config.errors()) : new Unclear("rest_not_taken");
                }
                case Answer.NotSent _ -> {
                    return index == 0
                            ? new NotTaken(Refusal.UNAVAILABLE, "session_ended", null)
                            : new Unclear("rest_not_taken");
                }
                case Answer.Lost(var reason) -> {
                    return new Unclear(reason);
                }
            }
        }
        return new Taken(config.messageIds().ofAnswer(messageId));
    }

    /**
     * The last part's answer is the message's; one to an earlier part leaves it unclear, since the rest was never sent. What waits
     * for an answer may do so as long as the session lasts: it keeps neither number nor code.
     */
    private Consumer<Answer> late(UUID deliveryId, boolean last) {
        return answer -> {
            if (last && answer instanceof Answer.Accepted(var messageId)) {
                reports.get().answeredLate(deliveryId, ID, config.messageIds().ofAnswer(messageId));
            }
        };
    }
}

package io.twofold.gateway.provider;

import io.twofold.gateway.message.Channel;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.Report.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A provider in memory. Keeps the same contract as the real ones. */
public final class FakeProvider implements MessageProvider {

    private record Entry(String messageId, OutboundMessage message) {}

    private final Map<String, Handover> refusals = new HashMap<>();
    private final List<String> silent = new ArrayList<>();
    private final List<Entry> taken = new ArrayList<>();

    /** Refuses whatever goes to a number. */
    public void refuse(String number, Handover.NotTaken refusal) {
        refusals.put(number, refusal);
    }

    /** Takes what goes to a number without saying so. */
    public void takeSilently(String number) {
        silent.add(number);
    }

    /** How many messages it took for a number. */
    public int takenFor(String number) {
        return (int) taken.stream()
                .filter(entry -> entry.message().destination().e164().equals(number))
                .count();
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.SMS, Channel.VOICE);
    }

    @Override
    public Handover handOver(OutboundMessage message) {
        String number = message.destination().e164();
        Handover refusal = refusals.get(number);
        if (refusal != null) {
            return refusal;
        }
        String messageId = "fake-" + taken.size();
        taken.add(new Entry(messageId, message));
        return silent.contains(number) ? new Handover.Unclear("no_answer") : new Handover.Taken(messageId);
    }

    @Override
    public Duration longestHandover() {
        return Duration.ZERO;
    }

    @Override
    public List<Report> find(TextMessage message, Instant since) {
        return taken.stream()
                .filter(entry -> isSame(entry.message(), message))
                .map(entry -> new Report(entry.messageId(), Progress.TAKEN, null))
                .toList();
    }

    private static boolean isSame(OutboundMessage one, TextMessage other) {
        return one instanceof TextMessage text
                && text.destination().equals(other.destination())
                && text.text().equals(other.text());
    }
}

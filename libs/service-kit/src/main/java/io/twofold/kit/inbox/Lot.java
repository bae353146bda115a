package io.twofold.kit.inbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records that are digested together, and what became of each. */
final class Lot {

    private final Map<ConsumerRecord<String, byte[]>, Received> events = new LinkedHashMap<>();
    private final Map<ConsumerRecord<String, byte[]>, String> outcomes = new LinkedHashMap<>();
    private final List<Span> spans = new ArrayList<>();

    void add(ConsumerRecord<String, byte[]> record, Envelope<Event> event, Span span) {
        spans.add(span);
        events.put(record, new Received(event, Context.root().with(span)));
    }

    /** It is to have no effect. */
    void passOver(ConsumerRecord<String, byte[]> record, String outcome) {
        outcomes.put(record, outcome);
    }

    /** Whether none is to have an effect. */
    boolean isEmpty() {
        return events.isEmpty();
    }

    List<Received> events() {
        return List.copyOf(events.values());
    }

    List<String> ids() {
        return events.values().stream().map(received -> received.event().id()).toList();
    }

    /**
     * Those that are to have their effect.
     *
     * @param ids of those that had none yet; of copies the first is taken
     */
    List<Received> firstOf(Set<String> ids) {
        Set<String> left = new HashSet<>(ids);
        List<Received> first = new ArrayList<>();
        events.forEach((record, received) -> {
            boolean isFirst = left.remove(received.event().id());
            outcomes.put(record, isFirst ? "digested" : "duplicate");
            if (isFirst) {
                first.add(received);
            }
        });
        return first;
    }

    Map<ConsumerRecord<String, byte[]>, String> outcomes() {
        return outcomes;
    }

    void endTraces() {
        spans.forEach(Span::end);
    }
}

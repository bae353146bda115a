package io.twofold.kit.probe;

import io.opentelemetry.api.trace.Span;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.twofold.events.AccountRegistered;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.kit.inbox.EventHandler;
import io.twofold.kit.inbox.Inbox;
import io.twofold.kit.inbox.IndigestibleEventException;
import io.twofold.kit.problem.UnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Remembers what it was given; the locale of a registration tells it how to fail. */
@ApplicationScoped
public class ProbeConsumer implements EventHandler {

    public static final List<String> APPLIED = new CopyOnWriteArrayList<>();
    public static final Map<String, String> TRACES = new ConcurrentHashMap<>();
    public static final List<String> GIVEN_UP = new CopyOnWriteArrayList<>();
    public static final Map<String, AtomicInteger> TRIES = new ConcurrentHashMap<>();

    private final Inbox inbox;

    ProbeConsumer(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("probe")
    @Blocking
    public void on(ConsumerRecords<String, byte[]> records) {
        inbox.consume(records, this);
    }

    @Override
    public boolean concerns(Event fact) {
        return fact instanceof AccountRegistered;
    }

    @Override
    public void apply(Envelope<Event> event) {
        AccountRegistered registered = (AccountRegistered) event.data();
        int tries = TRIES.computeIfAbsent(event.id(), id -> new AtomicInteger()).incrementAndGet();
        switch (registered.locale()) {
            case "xx-never" -> throw new IndigestibleEventException("it says never");
            case "xx-bug" -> throw new IllegalStateException("a bug");
            case "xx-rough" -> {
                if (tries <= 6) {
                    throw new UnavailableException("not yet");
                }
                if (tries == 7) {
                    throw new IllegalStateException("once only");
                }
            }
            case "xx-later" -> {
                if (tries < 12) {
                    throw new UnavailableException("not yet");
                }
            }
            default -> {}
        }
        TRACES.put(event.id(), Span.current().getSpanContext().getTraceId());
        APPLIED.add(event.id());
    }

    @Override
    public void givenUp(@Nullable String eventId, @Nullable String type, @Nullable String accountId) {
        GIVEN_UP.add(eventId + " of " + accountId);
    }
}

package io.twofold.kit.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.events.EventType;
import io.twofold.events.MalformedEventException;
import io.twofold.events.Topic;
import io.twofold.kit.database.DatabaseTrouble;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.problem.UnavailableException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Digests records, one after the other or many together. Its caller is an ordered consumer method, on a platform thread. */
@Singleton
public class Inbox {

    /** Headers that a dead letter has beside the record's own. */
    public static final String DEAD_LETTER_REASON = "dead-letter-reason";

    public static final String DEAD_LETTER_TOPIC = "dead-letter-topic";
    public static final String DEAD_LETTER_PARTITION = "dead-letter-partition";
    public static final String DEAD_LETTER_OFFSET = "dead-letter-offset";

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final AgroalDataSource database;
    private final Outbox outbox;
    private final InboxConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final RecordTraces traces;
    private final String consumer;

    private volatile boolean stopping;

    Inbox(
            AgroalDataSource database,
            Outbox outbox,
            InboxConfig config,
            Clock clock,
            MeterRegistry meters,
            RecordTraces traces,
            @ConfigProperty(name = "quarkus.application.name") String consumer) {
        this.database = database;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        this.traces = traces;
        this.consumer = consumer;
    }

    /** Gives each of them its effect, in their order. */
    public void consume(ConsumerRecords<String, byte[]> records, EventHandler handler) {
        for (ConsumerRecord<String, byte[]> record : records) {
            consume(record, handler);
        }
    }

    /**
     * Gives them their effects in one transaction, whose round trips they share. Where that doesn't go well nothing has
     * happened, and each is given its effect alone, in their order, as {@link #consume(ConsumerRecord, EventHandler)} does.
     */
    public void consume(ConsumerRecords<String, byte[]> records, EventsHandler handler) {
        if (records.count() > 1) {
            if (areDigested(records, handler)) {
                return;
            }
            for (ConsumerRecord<String, byte[]> record : records) {
                meters.counter("twofold.inbox.alone", "topic", record.topic()).increment();
            }
        }
        consume(records, new OneByOne(handler));
    }

    /**
     * Gives the record its effect, once whatever the number of copies, and returns when that has committed or the record
     * lies in the dead-letter topic.
     */
    public void consume(ConsumerRecord<String, byte[]> record, EventHandler handler) {
        Map<String, String> headers = headersOf(record);
        Span span = traces.begin(record, headers);
        try (Scope _ = span.makeCurrent()) {
            consume(record, headers, handler);
        } finally {
            span.end();
        }
    }

    private void consume(ConsumerRecord<String, byte[]> record, Map<String, String> headers, EventHandler handler) {
        Duration wait = config.retryInterval();
        int unknownErrors = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                digest(record, headers, handler);
                return;
            } catch (MalformedEventException | IndigestibleEventException e) {
                if (giveUp(record, headers, handler, String.valueOf(e.getMessage()))) {
                    return;
                }
            } catch (RuntimeException | Error e) {
                if (stopping) {
                    // What a closing application throws says nothing about the event; it comes again after the start.
                    throw new UnavailableException("stopping", e);
                }
                if (!isPassing(e) && ++unknownErrors >= config.triesOfUnknownErrors()) {
                    LOG.errorf(e, "event=%s type=%s can't be digested", id(headers), type(headers));
                    if (giveUp(record, headers, handler, e.getClass().getSimpleName())) {
                        return;
                    }
                }
                LOG.warnf(
                        "event=%s attempt=%d waits: %s",
                        id(headers), attempt, e.getClass().getSimpleName());
            }
            pause(wait);
            wait = wait.multipliedBy(2).compareTo(config.longestRetryInterval()) < 0
                    ? wait.multipliedBy(2)
                    : config.longestRetryInterval();
        }
    }

    void onStop(@Observes @Priority(1) ShutdownEvent event) {
        stopping = true;
    }

    /** All of them, or none. */
    private boolean areDigested(ConsumerRecords<String, byte[]> records, EventsHandler handler) {
        Lot lot = new Lot();
        try {
            for (ConsumerRecord<String, byte[]> record : records) {
                Map<String, String> headers = headersOf(record);
                Optional<Envelope<Event>> event = read(record, headers);
                if (event.isEmpty()) {
                    lot.passOver(record, "skipped");
                } else if (!handler.concerns(event.get().data())) {
                    lot.passOver(record, "ignored");
                } else {
                    lot.add(record, event.get(), traces.begin(record, headers));
                }
            }
            if (lot.isEmpty()) {
                lot.outcomes().forEach(this::count);
                return true;
            }
            if (!handler.prepare(lot.events())) {
                return false;
            }
            QuarkusTransaction.requiringNew().call(() -> {
                handler.apply(lot.firstOf(newAmong(lot.ids())));
                return null;
            });
        } catch (MalformedEventException | IndigestibleEventException | UnavailableException e) {
            LOG.debugf("%d events are digested one by one: %s", records.count(), e.getMessage());
            return false;
        } catch (RuntimeException | Error e) {
            if (!stopping && !isPassing(e)) {
                LOG.warnf(
                        "%d events are digested one by one: %s",
                        records.count(), e.getClass().getSimpleName());
            }
            return false;
        } finally {
            lot.endTraces();
        }
        lot.outcomes().forEach(this::count);
        return true;
    }

    private void digest(ConsumerRecord<String, byte[]> record, Map<String, String> headers, EventHandler handler)
            throws MalformedEventException {
        Optional<Envelope<Event>> read = read(record, headers);
        if (read.isEmpty()) {
            count(record, "skipped");
            return;
        }
        Envelope<Event> event = read.get();
        if (!handler.concerns(event.data())) {
            count(record, "ignored");
            return;
        }
        handler.prepare(event);
        boolean first = QuarkusTransaction.requiringNew().call(() -> {
            if (!isFirst(event.id())) {
                return false;
            }
            handler.apply(event);
            return true;
        });
        count(record, first ? "digested" : "duplicate");
    }

    /** Empty if its type was made after this code. */
    private static Optional<Envelope<Event>> read(ConsumerRecord<String, byte[]> record, Map<String, String> headers)
            throws MalformedEventException {
        CloudEventHeaders attributes = CloudEventHeaders.parse(headers);
        if (attributes.eventType().isEmpty()) {
            return Optional.empty();
        }
        if (!attributes.eventType().get().topic().topicName().equals(record.topic())) {
            throw new IndigestibleEventException("ce_type doesn't belong on this topic");
        }
        if (record.value() == null) {
            throw new IndigestibleEventException("no data");
        }
        return Optional.of(attributes.read(record.value()));
    }

    private boolean isFirst(String eventId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into inbox (consumer, event_id, received_at) values (?, ?, ?)
                        on conflict do nothing""")) {
            statement.setString(1, consumer);
            statement.setString(2, eventId);
            statement.setTimestamp(3, Timestamp.from(clock.instant()));
            return statement.executeUpdate() == 1;
        }
    }

    /** Those of some events that have had no effect here, and now have it. */
    private Set<String> newAmong(List<String> eventIds) throws SQLException {
        Set<String> found = new HashSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into inbox (consumer, event_id, received_at)
                        select ?, id, ? from unnest(?) id order by id
                        on conflict do nothing returning event_id""")) {
            statement.setString(1, consumer);
            statement.setTimestamp(2, Timestamp.from(clock.instant()));
            statement.setArray(3, connection.createArrayOf("text", eventIds.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    private boolean isDigested(String eventId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select 1 from inbox where consumer = ? and event_id = ?")) {
            statement.setString(1, consumer);
            statement.setString(2, eventId);
            return statement.executeQuery().next();
        }
    }

    /**
     * Returns whether the dead letter is safely on its way; while the database is down it isn't. Key, value and headers are
     * the record's, in what UTF-8 can say; of headers with one name the last is kept. A late copy of what was put aside, sent
     * again and digested since is none.
     */
    private boolean giveUp(
            ConsumerRecord<String, byte[]> record, Map<String, String> headers, EventHandler handler, String reason) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(DEAD_LETTER_REASON, reason);
        more.put(DEAD_LETTER_TOPIC, record.topic());
        more.put(DEAD_LETTER_PARTITION, Integer.toString(record.partition()));
        more.put(DEAD_LETTER_OFFSET, Long.toString(record.offset()));
        String id = firstUuid(headers.get(CloudEventHeaders.ID));
        boolean isLate;
        try {
            isLate = QuarkusTransaction.requiringNew().call(() -> {
                if (id != null && isDigested(id)) {
                    return true;
                }
                outbox.forward(Topic.deadLetter(record.topic(), consumer), record.key(), record.value(), more);
                handler.givenUp(
                        id,
                        headers.get(CloudEventHeaders.TYPE),
                        firstUuid(headers.get(CloudEventHeaders.ACCOUNT_ID), record.key()));
                return false;
            });
        } catch (RuntimeException | Error e) {
            LOG.warnf("Dead letter waits: %s", e.getClass().getSimpleName());
            return false;
        }
        if (isLate) {
            count(record, "duplicate");
            return true;
        }
        LOG.errorf("event=%s type=%s went to the dead-letter topic: %s", id(headers), type(headers), reason);
        count(record, "dead-lettered");
        return true;
    }

    /** The first of them that is a UUID, and so nothing that a table or a log would stumble over. */
    private static @Nullable String firstUuid(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && CloudEventHeaders.isUuid(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean isPassing(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnavailableException) {
                return true;
            }
        }
        return DatabaseTrouble.isPassing(thrown);
    }

    private static Map<String, String> headersOf(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
        }
        return headers;
    }

    private static String id(Map<String, String> headers) {
        String id = firstUuid(headers.get(CloudEventHeaders.ID));
        return id == null ? "?" : id;
    }

    private static String type(Map<String, String> headers) {
        String type = headers.getOrDefault(CloudEventHeaders.TYPE, "");
        return EventType.named(type).isPresent() ? type : "?";
    }

    private void count(ConsumerRecord<String, byte[]> record, String outcome) {
        meters.counter("twofold.inbox.events", "topic", record.topic(), "outcome", outcome)
                .increment();
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        }
    }

    @Scheduled(every = "1h", delayed = "7m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("delete from inbox where received_at < ?")) {
            statement.setTimestamp(1, Timestamp.from(clock.instant().minus(config.lifetime())));
            statement.executeUpdate();
        }
    }
}

package io.twofold.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event as they travel in Kafka's headers (CloudEvents 1.0, Kafka binding, binary mode; values in
 * UTF-8). The components are those of {@link Envelope}; {@code type} may be one made after this code.
 */
public record CloudEventHeaders(
        String id,
        String source,
        String type,
        String subject,
        @Nullable String accountId,
        Instant time,
        long sequence,
        @Nullable String traceparent) {
    public static final String SPECVERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String SUBJECT = "ce_subject";
    public static final String ACCOUNT_ID = "ce_accountid";
    public static final String TIME = "ce_time";
    public static final String SEQUENCE = "ce_sequence";
    public static final String DATASCHEMA = "ce_dataschema";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";

    private static final String VERSION = "1.0";
    private static final String SEQUENCE_DIGITS = "[0-9]{20}";
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The headers of a message, by name, in the order of the contract. */
    public static Map<String, String> of(Envelope<?> envelope) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPECVERSION, VERSION);
        headers.put(ID, envelope.id());
        headers.put(SOURCE, envelope.source());
        headers.put(TYPE, envelope.type());
        headers.put(SUBJECT, envelope.subject());
        if (envelope.accountId() != null) {
            headers.put(ACCOUNT_ID, envelope.accountId());
        }
        headers.put(TIME, envelope.time().toString());
        headers.put(SEQUENCE, String.format(Locale.ROOT, "%020d", envelope.sequence()));
        headers.put(DATASCHEMA, EventType.of(envelope.data()).schema());
        headers.put(CONTENT_TYPE, "application/json");
        if (envelope.traceparent() != null) {
            headers.put(TRACEPARENT, envelope.traceparent());
        }
        return Collections.unmodifiableMap(headers);
    }

    /**
     * Reads the attributes of a message; headers other than ours are ignored.
     *
     * @throws MalformedEventException if one is missing or not what it should be, or if a type known here comes from a
     *     service that doesn't publish it
     */
    public static CloudEventHeaders parse(Map<String, String> headers) throws MalformedEventException {
        if (!required(headers, SPECVERSION).equals(VERSION)) {
            throw new MalformedEventException(SPECVERSION + " is not " + VERSION);
        }
        CloudEventHeaders parsed = new CloudEventHeaders(
                id(required(headers, ID)),
                required(headers, SOURCE),
                required(headers, TYPE),
                required(headers, SUBJECT),
                headers.containsKey(ACCOUNT_ID) ? required(headers, ACCOUNT_ID) : null,
                time(required(headers, TIME)),
                sequence(required(headers, SEQUENCE)),
                headers.get(TRACEPARENT));
        Optional<Topic> topic = parsed.eventType().map(EventType::topic);
        if (topic.isPresent() && !parsed.source.equals(topic.get().source())) {
            throw new MalformedEventException(
                    SOURCE + " is not " + topic.get().source() + ", where " + TYPE + " comes from");
        }
        return parsed;
    }

    /** Whether a text is a UUID in its usual form (RFC 9562 §4), as an event's and an account's id are. */
    public static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /** The type, or empty for one made after this code, which a consumer skips. */
    public Optional<EventType> eventType() {
        return EventType.named(type);
    }

    /**
     * Reads the data that came with these headers.
     *
     * @throws MalformedEventException if they are not what the type's record declares, or if the type is not known
     */
    public Envelope<Event> read(byte @Nullable [] data) throws MalformedEventException {
        EventType known =
                eventType().orElseThrow(() -> new MalformedEventException(TYPE + " is not a type known here"));
        return new Envelope<>(
                id, source, type, subject, accountId, time, sequence, traceparent, EventJson.read(known.data(), data));
    }

    private static String required(Map<String, String> headers, String name) throws MalformedEventException {
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            throw new MalformedEventException(name + " is missing");
        }
        return value;
    }

    private static String id(String value) throws MalformedEventException {
        if (!isUuid(value)) {
            throw new MalformedEventException(ID + " is not a UUID");
        }
        return value;
    }

    private static Instant time(String value) throws MalformedEventException {
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw new MalformedEventException(TIME + " is not an RFC 3339 time");
        }
    }

    private static long sequence(String value) throws MalformedEventException {
        try {
            if (value.matches(SEQUENCE_DIGITS)) {
                return Long.parseLong(value);
            }
        } catch (NumberFormatException e) {
            // 20 digits hold more than a long: falls through to the refusal
        }
        throw new MalformedEventException(SEQUENCE + " is not a number of 20 digits, with zeros before it");
    }
}

package io.twofold.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event with its CloudEvents attributes.
 *
 * @param id the same for every copy of the event, by which a consumer recognises one it has had (UUIDv7)
 * @param source the service that says so, such as {@code /identity-service}
 * @param type what happened, such as {@code twofold.identity.TwoFactorEnabled.v1}
 * @param subject id of the aggregate the fact is about: account, challenge, delivery, app password or sign-in
 * @param accountId the account concerned, where there is one
 * @param time when it happened
 * @param sequence version of that aggregate after the event, 0 or more
 * @param traceparent W3C trace context of the request that caused it, where there is one
 * @param data the fact itself
 */
public record Envelope<E extends Event>(
        String id,
        String source,
        String type,
        String subject,
        @Nullable String accountId,
        Instant time,
        long sequence,
        @Nullable String traceparent,
        E data) {

    /**
     * @throws IllegalArgumentException if source or type are not the data's own, an id is blank, or the sequence is
     *     negative
     */
    public Envelope {
        EventType own = EventType.of(data);
        if (!type.equals(own.name())) {
            throw new IllegalArgumentException("The data are of type " + own.name() + ", not " + type);
        }
        if (!source.equals(own.topic().source())) {
            throw new IllegalArgumentException(
                    own.name() + " comes from " + own.topic().source() + ", not " + source);
        }
        if (id.isBlank() || subject.isBlank() || (accountId != null && accountId.isBlank())) {
            throw new IllegalArgumentException("An id, subject or account of " + own.name() + " is blank");
        }
        if (sequence < 0) {
            throw new IllegalArgumentException("A sequence is 0 or more, not " + sequence);
        }
    }

    /** An envelope whose source and type follow from its data. */
    public static <E extends Event> Envelope<E> of(
            String id,
            String subject,
            @Nullable String accountId,
            Instant time,
            long sequence,
            @Nullable String traceparent,
            E data) {
        EventType type = EventType.of(data);
        return new Envelope<>(
                id, type.topic().source(), type.name(), subject, accountId, time, sequence, traceparent, data);
    }

    /** The record's key, which decides its partition and with it the order: the account, else the subject. */
    public String key() {
        return accountId != null ? accountId : subject;
    }

    /** The topic this belongs on. */
    public Topic topic() {
        return EventType.of(data).topic();
    }
}

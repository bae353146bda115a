package io.twofold.identity.letter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One letter on its way. */
@Entity
@Table(name = "letter")
class Letter {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private LetterKind kind;

    @Column
    private byte @Nullable [] sealedContent;

    @Column
    private Instant createdAt;

    @Column
    private Instant giveUpAt;

    @Column
    private int attempts;

    @Column
    private @Nullable Instant nextAttemptAt;

    @Column
    private @Nullable Instant sentAt;

    protected Letter() {}

    Letter(UUID id, LetterKind kind, byte[] sealedContent, Instant now) {
        this.id = id;
        this.kind = kind;
        this.sealedContent = sealedContent;
        this.createdAt = now;
        this.giveUpAt = now.plus(kind.worthSendingFor());
        this.nextAttemptAt = now;
    }

    /** A worker takes it; should the worker die, another takes it when the time for one attempt is over. */
    void attempt(Instant now, Duration limit) {
        attempts++;
        nextAttemptAt = now.plus(limit);
    }

    void sent(Instant now) {
        sentAt = now;
        wipe();
    }

    /** It couldn't be sent: again later, or never, once nobody needs it any more. */
    void failed(Instant now, Duration firstWait) {
        Duration wait = firstWait.multipliedBy(1L << Math.min(attempts - 1, 20));
        Instant next = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        if (next.isAfter(giveUpAt)) {
            wipe();
            return;
        }
        nextAttemptAt = next;
    }

    boolean isGivenUp() {
        return sealedContent == null && sentAt == null;
    }

    UUID id() {
        return id;
    }

    LetterKind kind() {
        return kind;
    }

    int attempts() {
        return attempts;
    }

    /** Null once it is done with. */
    byte @Nullable [] sealedContent() {
        return sealedContent;
    }

    /** Null once it is done with. */
    @Nullable Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    static String context(UUID id) {
        return "letter:" + id;
    }

    private void wipe() {
        sealedContent = null;
        nextAttemptAt = null;
    }
}

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
    private @Nullable UUID flowId;

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

    /**
     * A letter that is due at once.
     *
     * @param flowId whose code is in it, if there is one
     * @param giveUpAt when nobody needs it any more
     */
    Letter(UUID id, LetterKind kind, @Nullable UUID flowId, byte[] sealedContent, Instant now, Instant giveUpAt) {
        this.id = id;
        this.kind = kind;
        this.flowId = flowId;
        this.sealedContent = sealedContent;
        this.createdAt = now;
        this.giveUpAt = giveUpAt;
        this.nextAttemptAt = now;
    }

    /**
     * A worker takes it; should the worker die, another takes it when the time for one attempt is over. If nobody needs it
     * any more it is given up.
     */
    void attempt(Instant now, Duration limit) {
        if (!giveUpAt.isAfter(now)) {
            giveUp();
            return;
        }
        attempts++;
        nextAttemptAt = now.plus(limit);
    }

    void sent(Instant now) {
        sentAt = now;
        wipe();
    }

    /** It couldn't be sent: again later, or never, once nobody needs it any more. */
    void failed(Instant now, Duration firstWait) {
        if (isDoneWith()) {
            return;
        }
        Duration wait = firstWait.multipliedBy(1L << Math.min(attempts - 1, 20));
        Instant next = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        if (next.isAfter(giveUpAt)) {
            giveUp();
            return;
        }
        nextAttemptAt = next;
    }

    /** It is tried no more. */
    void giveUp() {
        wipe();
    }

    boolean isDoneWith() {
        return sealedContent == null;
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

package io.twofold.gateway.delivery;

import io.twofold.gateway.message.Channel;
import io.twofold.kit.outbox.Subject;
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

/**
 * One message to one phone. Whoever changes it holds its row's lock.
 *
 * <p>{@code dueAt} is when a worker must look at it next: a queued one is to be handed over, one that is being sent has
 * lost its worker, one that is unknown is to be looked for.
 */
@Entity
@Table(name = "delivery")
class Delivery {

    static final String TOO_LATE = "expired";

    @Id
    private UUID id;

    @Column(name = "challenge_id", updatable = false)
    private @Nullable String challengeId;

    @Column(name = "send", updatable = false)
    private @Nullable Integer send;

    @Column(name = "account_id", updatable = false)
    private @Nullable String accountId;

    @Column(name = "client", updatable = false)
    private String client;

    @Enumerated(EnumType.STRING)
    @Column(name = "channel", updatable = false)
    private Channel channel;

    @Column(name = "purpose", updatable = false)
    private String purpose;

    @Column(name = "locale", updatable = false)
    private String locale;

    @Column(name = "country", updatable = false)
    private String country;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private DeliveryState state;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "withdrawn_as")
    private @Nullable String withdrawnAs;

    @Column(name = "provider")
    private @Nullable String provider;

    @Column(name = "provider_message_id")
    private @Nullable String providerMessageId;

    @Column(name = "content")
    private byte @Nullable [] content;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "version")
    private long version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    /** For Hibernate. */
    protected Delivery() {}

    /** A new one, due at once. */
    Delivery(UUID id, DeliveryRequest request, Sealed content, Instant now) {
        this.id = id;
        this.challengeId = request.challengeId();
        this.send = request.send();
        this.accountId = request.accountId();
        this.client = request.client();
        this.channel = request.channel();
        this.purpose = request.purpose();
        this.locale = request.locale();
        this.country = request.country();
        this.state = DeliveryState.QUEUED;
        this.content = content.bytes();
        this.version = 1;
        this.createdAt = now;
        this.expiresAt = request.expiresAt();
        this.dueAt = now;
    }

    /**
     * Nobody needs it any more. One that is just being handed over goes on, but isn't tried again.
     *
     * @param as why, such as {@code superseded}
     * @return whether that was its end
     */
    boolean withdraw(String as) {
        if (state == DeliveryState.SENDING) {
            withdrawnAs = as;
            return false;
        }
        if (state != DeliveryState.QUEUED) {
            return false;
        }
        end(DeliveryState.EXPIRED, as);
        return true;
    }

    boolean isTooLate(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Its time ran out. */
    void expire() {
        end(DeliveryState.EXPIRED, TOO_LATE);
    }

    /**
     * A provider is going to be asked. To be committed before it is.
     *
     * @param lease how long the worker may take; after that it counts as dead
     */
    Attempt start(String provider, Instant now, Duration lease) {
        this.state = DeliveryState.SENDING;
        this.provider = provider;
        this.attempts++;
        this.startedAt = now;
        this.dueAt = now.plus(lease);
        this.version++;
        return new Attempt(id, attempts, provider, now);
    }

    /** Whether that attempt is still the one whose end is awaited. */
    boolean awaits(int attempt) {
        return state == DeliveryState.SENDING && attempts == attempt;
    }

    /**
     * The provider surely didn't take it.
     *
     * @param passing whether it may be taken later
     * @param retryAt when to ask again
     * @return whether that was its end
     */
    boolean refused(String why, boolean passing, Instant retryAt) {
        if (!passing) {
            end(DeliveryState.FAILED, why);
            return true;
        }
        if (withdrawnAs != null) {
            end(DeliveryState.EXPIRED, withdrawnAs);
            return true;
        }
        state = DeliveryState.QUEUED;
        dueAt = retryAt.isBefore(expiresAt) ? retryAt : expiresAt;
        version++;
        return false;
    }

    /** The provider was asked, and what it answered is not known. */
    void loseTrack(String why, Instant lookAt) {
        state = DeliveryState.UNKNOWN;
        reason = why;
        dueAt = lookAt;
        version++;
    }

    /** Plans the next look at the provider's list: each is as far from the last as the attempt is old. */
    void lookAgain(Instant now, Duration soonest) {
        Duration age = Duration.between(startedOr(now), now);
        dueAt = now.plus(age.compareTo(soonest) > 0 ? age : soonest);
    }

    /** Stays unknown, unless a receipt comes after all. */
    void giveUpLooking() {
        dueAt = null;
        content = null;
    }

    /** A call isn't: no list tells what was spoken. */
    boolean isLookedFor(Instant now, Duration longest) {
        return channel == Channel.SMS && now.isBefore(startedOr(now).plus(longest));
    }

    /** Whether a provider's word about a message of its may be about this one. */
    boolean wentAs(String provider, String messageId) {
        return provider.equals(this.provider) && (providerMessageId == null || providerMessageId.equals(messageId));
    }

    /** @return whether that was new */
    boolean taken(String messageId) {
        if (!state.isBefore(DeliveryState.SENT)) {
            return false;
        }
        providerMessageId = messageId;
        end(DeliveryState.SENT, null);
        return true;
    }

    /** @return whether that was new */
    boolean undelivered(@Nullable String why) {
        return moveOn(DeliveryState.UNDELIVERED, why);
    }

    /** @return whether that was new */
    boolean delivered() {
        return moveOn(DeliveryState.DELIVERED, null);
    }

    UUID id() {
        return id;
    }

    /** What its events are about. */
    Subject subject() {
        return new Subject(id.toString(), accountId, version);
    }

    @Nullable String challengeId() {
        return challengeId;
    }

    @Nullable Integer send() {
        return send;
    }

    /** Whether it is an earlier send of its challenge than that one. */
    boolean isOlderThan(int otherSend) {
        return send != null && send < otherSend;
    }

    String client() {
        return client;
    }

    Channel channel() {
        return channel;
    }

    String purpose() {
        return purpose;
    }

    String locale() {
        return locale;
    }

    String country() {
        return country;
    }

    DeliveryState state() {
        return state;
    }

    @Nullable String reason() {
        return reason;
    }

    /** Who was asked last. */
    @Nullable String provider() {
        return provider;
    }

    /** Gone as soon as nobody needs it. */
    @Nullable Sealed content() {
        return content == null ? null : new Sealed(content);
    }

    int attempts() {
        return attempts;
    }

    /** Goes up with each change of state. */
    long version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable Instant startedAt() {
        return startedAt;
    }

    @Nullable Instant dueAt() {
        return dueAt;
    }

    private boolean moveOn(DeliveryState to, @Nullable String why) {
        if (!state.isBefore(to)) {
            return false;
        }
        end(to, why);
        return true;
    }

    /** Nobody needs the number and the code any more. */
    private void end(DeliveryState last, @Nullable String why) {
        state = last;
        reason = why;
        content = null;
        dueAt = null;
        version++;
    }

    private Instant startedOr(Instant now) {
        return startedAt == null ? now : startedAt;
    }
}

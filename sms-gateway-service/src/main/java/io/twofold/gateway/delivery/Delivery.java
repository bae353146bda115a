package io.twofold.gateway.delivery;

import io.twofold.gateway.delivery.DeliveryRequest.CodeSend;
import io.twofold.gateway.delivery.DeliveryRequest.Notice;
import io.twofold.gateway.message.Channel;
import io.twofold.kit.outbox.Subject;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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

    /** The number of digits that a prefix leaves out. */
    private static final int UNSHOWN_DIGITS = 4;

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
    private @Nullable String purpose;

    @Column(name = "template", updatable = false)
    private @Nullable String template;

    @Column(name = "locale", updatable = false)
    private String locale;

    @Column(name = "country", updatable = false)
    private String country;

    @Column(name = "prefix", updatable = false)
    private String prefix;

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

    @Column(name = "asked")
    private String @Nullable [] asked;

    @Column(name = "shunned")
    private String @Nullable [] shunned;

    @Column(name = "retry_at")
    private @Nullable Instant retryAt;

    @Column(name = "cost")
    private long cost;

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
        switch (request.occasion()) {
            case CodeSend code -> {
                this.challengeId = code.challengeId();
                this.send = code.send();
                this.purpose = code.purpose();
            }
            case Notice notice -> this.template = notice.template();
        }
        this.accountId = request.accountId();
        this.client = request.client();
        this.channel = request.channel();
        this.locale = request.locale();
        this.country = request.country();
        this.prefix = prefixOf(request.destination());
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
     * Nobody took it, and nobody is to be asked any more.
     *
     * @return true: that was its end
     */
    boolean fail(String why) {
        end(DeliveryState.FAILED, why);
        return true;
    }

    /**
     * The provider asked last surely didn't take it, but may later.
     *
     * @param notBefore when it may be asked again
     */
    void refusedForNow(Instant notBefore) {
        asked = with(asked, providerAsked());
        retryAt = retryAt == null || notBefore.isBefore(retryAt) ? notBefore : retryAt;
    }

    /** The provider asked last surely didn't take it and never will; others may. */
    void refusedForGood() {
        shunned = with(shunned, providerAsked());
    }

    /** Who has refused it for good. */
    Set<String> shunned() {
        return setOf(shunned);
    }

    /** Who isn't to be asked right now: who refused it for good, and who did so since it last waited. */
    Set<String> refusers() {
        Set<String> all = new HashSet<>(setOf(shunned));
        all.addAll(setOf(asked));
        return all;
    }

    /** Whether its way isn't that of its lane: some provider isn't to be asked for it. */
    boolean isOnItsRound() {
        return asked != null || shunned != null;
    }

    /** Whether a worker must look at it now. */
    boolean isDue(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }

    /**
     * Another provider is to be asked.
     *
     * @return whether it was withdrawn meanwhile, and that was its end
     */
    boolean askNext(Instant now) {
        return queue(now);
    }

    /**
     * All that could be asked have refused it: waits for the first that may take it.
     *
     * @param atLatest when to ask again if none of them said
     * @return as {@link #askNext}
     */
    boolean waitForAll(Instant atLatest) {
        Instant first = retryAt == null ? atLatest : retryAt;
        return waitUntil(first);
    }

    /**
     * Those who haven't refused it can't take it just now: waits for them, and no longer than for the first of those who have.
     *
     * @param time when to ask them again
     * @return as {@link #askNext}
     */
    boolean waitForOthers(Instant time) {
        if (retryAt != null && !retryAt.isAfter(time)) {
            return waitUntil(retryAt);
        }
        return queue(time);
    }

    /** From then on everybody may be asked. */
    private boolean waitUntil(Instant time) {
        asked = null;
        retryAt = null;
        return queue(time);
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

    /** A call isn't: no list tells what was spoken. Nor is a notice: the same words may have been sent for another. */
    boolean isLookedFor(Instant now, Duration longest) {
        return channel == Channel.SMS
                && challengeId != null
                && now.isBefore(startedOr(now).plus(longest));
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

    /** Absent where it carries a code. */
    @Nullable String template() {
        return template;
    }

    /** Absent where it carries no code. */
    @Nullable String purpose() {
        return purpose;
    }

    /** BCP 47 tag of the person's language. */
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

    /** What whoever was asked last calls it, once that is known. */
    @Nullable String providerMessageId() {
        return providerMessageId;
    }

    /** The number without its last four digits. */
    String prefix() {
        return prefix;
    }

    /** Which way it goes. */
    Lane lane() {
        return new Lane(country, channel);
    }

    /** An attempt may have cost something. */
    void addCost(long micros) {
        cost += micros;
    }

    /** Of all attempts, in millionths. */
    long cost() {
        return cost;
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

    private boolean queue(Instant due) {
        if (withdrawnAs != null) {
            end(DeliveryState.EXPIRED, withdrawnAs);
            return true;
        }
        state = DeliveryState.QUEUED;
        dueAt = due.isBefore(expiresAt) ? due : expiresAt;
        version++;
        return false;
    }

    private String providerAsked() {
        if (provider == null) {
            throw new IllegalStateException("Nobody was asked");
        }
        return provider;
    }

    private static String[] with(String @Nullable [] some, String more) {
        return Stream.concat(setOf(some).stream(), Stream.of(more))
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    private static Set<String> setOf(String @Nullable [] some) {
        return some == null ? Set.of() : Set.of(some);
    }

    private static String prefixOf(PhoneNumber number) {
        String e164 = number.e164();
        return e164.substring(0, e164.length() - UNSHOWN_DIGITS);
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
        asked = null;
        shunned = null;
        retryAt = null;
        dueAt = null;
        version++;
    }

    private Instant startedOr(Instant now) {
        return startedAt == null ? now : startedAt;
    }
}

package io.twofold.otp.challenge;

import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.Sealer;
import io.twofold.otp.budget.Reservation;
import io.twofold.otp.delivery.Channel;
import io.twofold.otp.delivery.CodeDeliveries;
import io.twofold.otp.delivery.CodeDelivery;
import io.twofold.otp.delivery.DeliveryRoad;
import io.twofold.otp.limit.Decision;
import io.twofold.otp.limit.Receipt;
import io.twofold.otp.limit.Send;
import io.twofold.otp.limit.SendingLimits;
import io.twofold.otp.number.UsableNumber;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends a challenge's next code, the first or another, if its binding and every limit have room for it. */
@Singleton
class SendCode {

    private final SendingLimits limits;
    private final DeliveryRoad road;
    private final CodeDeliveries deliveries;
    private final Announcements announcements;
    private final CodeDigests digests;
    private final Sealer sealer;
    private final SecureRandom random;
    private final CodesConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    SendCode(
            SendingLimits limits,
            DeliveryRoad road,
            CodeDeliveries deliveries,
            Announcements announcements,
            CodeDigests digests,
            Sealer sealer,
            SecureRandom random,
            CodesConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.limits = limits;
        this.road = road;
        this.deliveries = deliveries;
        this.announcements = announcements;
        this.digests = digests;
        this.sealer = sealer;
        this.random = random;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** To be called before the transaction that sends, and closed after it; absent for a code that isn't sent from here. */
    @Nullable Reservation reserve(Route route) {
        UsableNumber number = route.number();
        return number == null
                ? null
                : limits.reserve(number.number(), route.channel().word(), route.proven(), clock.instant());
    }

    /**
     * Joins the transaction at hand.
     *
     * @param reservation of that route
     */
    Sending send(Challenge challenge, Route route, @Nullable Reservation reservation, Instant now) {
        Sending result = trySending(challenge, route, reservation, now);
        count(challenge.purpose(), route.channel(), result);
        return result;
    }

    /**
     * What the binding has against another code, for a look before anybody else is asked; {@link #send} looks again. Whoever
     * leaves it at that {@link #count}s it.
     */
    Optional<Sending> objection(Challenge challenge, Channel channel, @Nullable UsableNumber number, Instant now) {
        return number != null && !number.takes(channel)
                ? Optional.of(new Sending.NoText())
                : challenge.objection(now, config);
    }

    void count(Purpose purpose, Channel channel, Sending result) {
        meters.counter(
                        "twofold.otp.sends",
                        "purpose",
                        purpose.word(),
                        "channel",
                        channel.word(),
                        "outcome",
                        result.getClass().getSimpleName())
                .increment();
    }

    private Sending trySending(Challenge challenge, Route route, @Nullable Reservation reservation, Instant now) {
        UsableNumber number = route.number();
        if (number != null && !number.takes(route.channel())) {
            return new Sending.NoText();
        }
        Optional<Sending> objection = challenge.objection(now, config);
        if (objection.isPresent()) {
            return objection.get();
        }
        if (number == null) {
            return new Sending.Sent(challenge, renewCode(challenge, route, null, Receipt.NONE, now));
        }
        Duration patience = patience();
        if (road.waiting(now).compareTo(patience) >= 0) {
            return new Sending.Undeliverable(patience);
        }
        Send send = new Send(
                number.number(),
                route.channel().word(),
                challenge.purpose().word(),
                challenge.client(),
                challenge.accountId(),
                route.network(),
                route.proven());
        return switch (limits.take(send, reservation, now)) {
            case Decision.Refused(var _, var freeAt) -> new Sending.TooMany(Duration.between(now, freeAt));
            case Decision.Unaffordable(var until) -> new Sending.Undeliverable(Duration.between(now, until));
            case Decision.Granted(var receipt) -> {
                Code code = renewCode(challenge, route, number.number(), receipt, now);
                deliveries.request(challenge.subject(), delivery(challenge, number.number(), code));
                yield new Sending.Sent(challenge, code);
            }
            case Decision.Suppressed(var receipt) -> {
                Code code = renewCode(challenge, route, number.number(), receipt, now);
                deliveries.withhold(challenge.subject(), delivery(challenge, number.number(), code));
                yield new Sending.Sent(challenge, code);
            }
        };
    }

    private static CodeDelivery delivery(Challenge challenge, PhoneNumber number, Code code) {
        return new CodeDelivery(
                challenge.send(),
                challenge.channel(),
                challenge.locale(),
                challenge.purpose().word(),
                number,
                challenge.client(),
                challenge.expiresAt(),
                code.digits());
    }

    /** Where others wait for longer than that, this code would hardly arrive in time. */
    private Duration patience() {
        Duration patience = config.undeliverableAfter();
        return patience.compareTo(config.lifetime()) < 0 ? patience : config.lifetime();
    }

    private Code renewCode(
            Challenge challenge, Route route, @Nullable PhoneNumber number, Receipt receipt, Instant now) {
        byte[] sealed = number == null ? null : sealer.seal(number.e164(), challenge.sealingContext());
        boolean older = challenge.destination() != null;
        Code code = Code.random(random);
        challenge.send(route, sealed, receipt, code, digests, now, config);
        if (older) {
            deliveries.withdraw(challenge.subject(), challenge.send() - 1);
        }
        announcements.created(challenge);
        return code;
    }
}

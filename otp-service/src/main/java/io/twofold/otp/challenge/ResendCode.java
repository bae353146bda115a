package io.twofold.otp.challenge;

import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.Sealer;
import io.twofold.otp.budget.Reservation;
import io.twofold.otp.delivery.Channel;
import io.twofold.otp.limit.ClientNetwork;
import io.twofold.otp.number.UsableNumber;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends another code of a challenge, by the same route or another. The earlier code is superseded. */
@Singleton
class ResendCode {

    private final Challenges challenges;
    private final SendCode sendCode;
    private final Sealer sealer;
    private final Clock clock;

    ResendCode(Challenges challenges, SendCode sendCode, Sealer sealer, Clock clock) {
        this.challenges = challenges;
        this.sendCode = sendCode;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * What is to be otherwise. What is absent stays.
     *
     * @param proven whether the account trusts the number; absent, it stays with the number only
     */
    record Change(
            @Nullable Channel channel,
            @Nullable UsableNumber number,
            @Nullable Boolean proven,
            @Nullable ClientNetwork network) {}

    /** As {@link SendCode#reserve}, for what {@link #resend} is about to send. */
    @Nullable Reservation reserve(UUID id, String client, Change change) {
        return challenges
                .find(id, client)
                .filter(Challenge::isOpen)
                .flatMap(challenge -> route(challenge, change))
                .map(sendCode::reserve)
                .orElse(null);
    }

    /** With what {@link #reserve} gave. */
    @Transactional
    Sending resend(UUID id, String client, Change change, @Nullable Reservation reservation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Challenge> found = challenges.lock(id, client);
        if (found.isEmpty()) {
            return new Sending.Unknown();
        }
        Challenge challenge = found.get();
        if (!challenge.isOpen()) {
            return new Sending.Closed(challenge.state());
        }
        Optional<Route> route = route(challenge, change);
        if (route.isEmpty()) {
            return new Sending.NumberMissing();
        }
        return isOutOfPlace(change, route.get())
                ? new Sending.NumberOutOfPlace()
                : sendCode.send(challenge, route.get(), reservation, now);
    }

    private static boolean isOutOfPlace(Change change, Route route) {
        return change.number() != null && !route.channel().needsNumber();
    }

    /** Empty if it needs a number, and there is none. */
    private Optional<Route> route(Challenge challenge, Change change) {
        ClientNetwork network = change.network() == null ? challenge.network() : change.network();
        Channel channel = change.channel() == null ? challenge.channel() : change.channel();
        if (!channel.needsNumber()) {
            return Optional.of(new Route(channel, null, false, network));
        }
        UsableNumber known = numberOf(challenge);
        UsableNumber number = change.number() == null ? known : change.number();
        if (number == null) {
            return Optional.empty();
        }
        boolean proven = change.proven() == null
                ? challenge.isProven() && number.equals(known)
                : change.proven() && challenge.canBeProven();
        return Optional.of(new Route(channel, number, proven, network));
    }

    /** What surely stands in the way, before others are asked about the number; empty if that isn't known yet. */
    Optional<Sending> objection(UUID id, String client, Change change) {
        return challenges
                .find(id, client)
                .filter(Challenge::isOpen)
                .flatMap(challenge -> route(challenge, change)
                        .filter(route -> !isOutOfPlace(change, route))
                        .flatMap(route -> objection(challenge, route)));
    }

    private Optional<Sending> objection(Challenge challenge, Route route) {
        Optional<Sending> objection = sendCode.objection(challenge, route.channel(), route.number(), clock.instant());
        objection.ifPresent(refusal -> sendCode.count(challenge.purpose(), route.channel(), refusal));
        return objection;
    }

    /**
     * Where another code would go if nothing else is said.
     *
     * @param number absent where the challenge has none, or none any more
     */
    record Target(
            Purpose purpose, Channel channel, @Nullable UsableNumber number) {}

    /** To be asked before a resend, for what has to be found out about the number first; empty if there is none to come. */
    Optional<Target> targetOf(UUID id, String client) {
        return challenges
                .find(id, client)
                .filter(Challenge::isOpen)
                .map(challenge -> new Target(challenge.purpose(), challenge.channel(), numberOf(challenge)));
    }

    private @Nullable UsableNumber numberOf(Challenge challenge) {
        byte[] sealed = challenge.sealedNumber();
        Destination destination = challenge.destination();
        if (sealed == null || destination == null) {
            return null;
        }
        String e164 = sealer.open(sealed, challenge.sealingContext());
        return new UsableNumber(PhoneNumber.ofE164(e164), destination.takesText());
    }
}

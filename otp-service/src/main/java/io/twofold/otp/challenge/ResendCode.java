package io.twofold.otp.challenge;

import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.Sealer;
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
     * @param newChannel absent if it stays
     * @param newNumber absent if it stays
     * @param saidProven whether the account trusts the number; absent if that stays, as it does with the number only
     * @param newNetwork absent if the person is where they were
     */
    @Transactional
    Sending resend(
            UUID id,
            String client,
            @Nullable Channel newChannel,
            @Nullable UsableNumber newNumber,
            @Nullable Boolean saidProven,
            @Nullable ClientNetwork newNetwork) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Challenge> found = challenges.lock(id, client);
        if (found.isEmpty()) {
            return new Sending.Unknown();
        }
        Challenge challenge = found.get();
        if (!challenge.isOpen()) {
            return new Sending.Closed(challenge.state());
        }
        ClientNetwork network = newNetwork == null ? challenge.network() : newNetwork;
        Channel channel = newChannel == null ? challenge.channel() : newChannel;
        if (!channel.needsNumber()) {
            return newNumber == null
                    ? sendCode.send(challenge, new Route(channel, null, false, network), now)
                    : new Sending.NumberOutOfPlace();
        }
        UsableNumber known = numberOf(challenge);
        UsableNumber number = newNumber == null ? known : newNumber;
        if (number == null) {
            return new Sending.NumberMissing();
        }
        boolean proven = saidProven == null
                ? challenge.isProven() && number.equals(known)
                : saidProven && challenge.canBeProven();
        return sendCode.send(challenge, new Route(channel, number, proven, network), now);
    }

    /** What surely stands in the way, before others are asked about the number; empty if that isn't known yet. */
    Optional<Sending> objection(UUID id, String client) {
        return challenges
                .find(id, client)
                .filter(Challenge::isOpen)
                .flatMap(challenge -> sendCode.objection(challenge, challenge.channel(), clock.instant()));
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

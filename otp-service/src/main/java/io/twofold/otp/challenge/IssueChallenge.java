package io.twofold.otp.challenge;

import io.twofold.kit.ambient.Ids;
import io.twofold.otp.budget.Reservation;
import io.twofold.otp.delivery.Channel;
import io.twofold.otp.number.UsableNumber;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a challenge and sends its first code. An earlier challenge of the same binding is superseded. */
@Singleton
class IssueChallenge {

    private final Challenges challenges;
    private final SendCode sendCode;
    private final Announcements announcements;
    private final CodesConfig config;
    private final Clock clock;
    private final Ids ids;

    IssueChallenge(
            Challenges challenges,
            SendCode sendCode,
            Announcements announcements,
            CodesConfig config,
            Clock clock,
            Ids ids) {
        this.challenges = challenges;
        this.sendCode = sendCode;
        this.announcements = announcements;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    /** What surely stands in the way, before others are asked about the number; empty if that isn't known yet. */
    Optional<Sending> objection(String client, Purpose purpose, String binding, Channel channel, UsableNumber number) {
        return challenges
                .current(client, purpose, binding)
                .flatMap(current -> sendCode.objection(current, channel, number, clock.instant()));
    }

    /**
     * Joins the transaction at hand.
     *
     * @param reservation of the order's route, see {@link SendCode#reserve}
     */
    Sending issue(Order order, @Nullable Reservation reservation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Challenge> earlier = challenges.lockBinding(order.client(), order.purpose(), order.binding());
        Challenge challenge = new Challenge(ids.next(), order, earlier.orElse(null), now, config);
        Sending result = sendCode.send(challenge, order.route(), reservation, now);
        if (result instanceof Sending.Sent) {
            earlier.ifPresentOrElse(current -> supersede(current, challenge), () -> challenges.persist(challenge));
        }
        return result;
    }

    private void supersede(Challenge current, Challenge successor) {
        boolean live = current.isOpen();
        challenges.replace(current, successor);
        if (live) {
            announcements.withdrawn(current, current.send());
        }
    }
}

package io.twofold.otp.challenge;

import io.twofold.events.ChallengeCreated;
import io.twofold.events.ChallengeExpired;
import io.twofold.events.ChallengeLocked;
import io.twofold.events.CodeVerified;
import io.twofold.events.PhoneVerified;
import io.twofold.kit.outbox.Outbox;
import io.twofold.otp.delivery.CodeDeliveries;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What others learn of a challenge, written to the outbox in the transaction at hand. */
@Singleton
class Announcements {

    private final Outbox outbox;
    private final CodeDeliveries deliveries;

    Announcements(Outbox outbox, CodeDeliveries deliveries) {
        this.outbox = outbox;
        this.deliveries = deliveries;
    }

    void created(Challenge challenge) {
        Destination destination = challenge.destination();
        outbox.publish(
                new ChallengeCreated(
                        challenge.purpose().word(),
                        challenge.channel().word(),
                        destination == null ? null : destination.country(),
                        challenge.client(),
                        challenge.send()),
                challenge.subject());
    }

    /** A right code that came by telephone proves the number; any other proves what the caller knows it proves. */
    void verified(Challenge challenge, Instant at) {
        Destination destination = challenge.destination();
        if (destination == null) {
            outbox.publish(
                    new CodeVerified(
                            challenge.id().toString(),
                            challenge.binding(),
                            challenge.purpose().word(),
                            challenge.channel().word(),
                            challenge.client(),
                            at),
                    challenge.subject());
            return;
        }
        outbox.publish(
                new PhoneVerified(
                        challenge.id().toString(),
                        challenge.binding(),
                        challenge.purpose().word(),
                        challenge.channel().word(),
                        destination.country(),
                        destination.masked(),
                        challenge.client(),
                        at),
                challenge.subject());
        withdrawn(challenge, challenge.send());
    }

    void locked(Challenge challenge) {
        outbox.publish(new ChallengeLocked("too_many_attempts"), challenge.subject());
        withdrawn(challenge, challenge.send());
    }

    void expired(Challenge challenge) {
        outbox.publish(new ChallengeExpired(), challenge.subject());
    }

    /** A code that is dead need not be delivered any more; one that only the caller ever had isn't on its way. */
    void withdrawn(Challenge challenge, int send) {
        if (challenge.destination() != null) {
            deliveries.withdraw(challenge.subject(), send);
        }
    }
}

package io.twofold.identity.twofactor;

import io.smallrye.common.annotation.Blocking;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.events.PhoneVerified;
import io.twofold.identity.phone.AddPhoneNumber;
import io.twofold.identity.phone.PhoneVerifications;
import io.twofold.kit.inbox.EventHandler;
import io.twofold.kit.inbox.Inbox;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes {@code PhoneVerified} for an answer where otp-service's own never arrived: it found a code right, and this service
 * was cut off before it could write down what that means. A sign-in needs no such healing: its device waits for tokens
 * and simply shows the code again.
 */
@Singleton
class HealVerifiedPhones implements EventHandler {

    private static final String CLIENT = "identity";
    private static final String PURPOSE = "enroll_phone";

    private final Inbox inbox;
    private final PhoneVerifications verifications;
    private final TurnOnTwoFactor turnOnTwoFactor;
    private final AddPhoneNumber addPhoneNumber;

    HealVerifiedPhones(
            Inbox inbox,
            PhoneVerifications verifications,
            TurnOnTwoFactor turnOnTwoFactor,
            AddPhoneNumber addPhoneNumber) {
        this.inbox = inbox;
        this.verifications = verifications;
        this.turnOnTwoFactor = turnOnTwoFactor;
        this.addPhoneNumber = addPhoneNumber;
    }

    @Incoming("otp-events")
    @Blocking
    void onEvent(ConsumerRecords<String, byte[]> records) {
        inbox.consume(records, this);
    }

    @Override
    public boolean concerns(Event fact) {
        return fact instanceof PhoneVerified verified
                && verified.client().equals(CLIENT)
                && verified.purpose().equals(PURPOSE);
    }

    @Override
    public void apply(Envelope<Event> event) {
        PhoneVerified verified = (PhoneVerified) event.data();
        idOf(verified.binding())
                .ifPresent(id -> verifications.ownerOf(id).ifPresent(owner -> heal(id, owner, verified)));
    }

    /** Whether it still waits for this challenge is found out under the account's lock. */
    private void heal(UUID id, PhoneVerifications.Owner owner, PhoneVerified verified) {
        switch (owner.kind()) {
            case ENROLLMENT ->
                turnOnTwoFactor.byEvent(id, owner.accountId(), verified.challengeId(), verified.verifiedAt());
            case ADDITION -> addPhoneNumber.add(id, owner.accountId(), verified.challengeId(), verified.verifiedAt());
        }
    }

    private static Optional<UUID> idOf(String binding) {
        try {
            return Optional.of(UUID.fromString(binding));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

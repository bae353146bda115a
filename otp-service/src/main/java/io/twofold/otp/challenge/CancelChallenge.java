package io.twofold.otp.challenge;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Makes a challenge's code worthless before its time. */
@Singleton
class CancelChallenge {

    private final Challenges challenges;
    private final Announcements announcements;

    CancelChallenge(Challenges challenges, Announcements announcements) {
        this.challenges = challenges;
        this.announcements = announcements;
    }

    /**
     * What was answered, cancelled or superseded stays what it is.
     *
     * @return whether there is such a challenge of this client
     */
    @Transactional
    boolean cancel(UUID id, String client) {
        Optional<Challenge> found = challenges.lock(id, client);
        found.filter(Challenge::isOpen).ifPresent(challenge -> {
            challenge.cancel();
            announcements.withdrawn(challenge, challenge.send());
        });
        return found.isPresent();
    }
}

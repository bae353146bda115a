package io.twofold.otp.challenge;

import jakarta.inject.Singleton;

/** Erases what is kept of an account's challenges, and calls back what is still on its way. */
@Singleton
public class ForgetAccount {

    private final Challenges challenges;
    private final Announcements announcements;

    ForgetAccount(Challenges challenges, Announcements announcements) {
        this.challenges = challenges;
        this.announcements = announcements;
    }

    /** Joins the transaction at hand. */
    public void forget(String accountId) {
        for (Challenge challenge : challenges.lockOfAccount(accountId)) {
            if (challenge.isOpen()) {
                challenge.cancel();
                announcements.withdrawn(challenge, challenge.send());
            }
            challenges.delete(challenge);
        }
    }
}

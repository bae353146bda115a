package io.twofold.apppassword.apppassword;

/** What asking for a new app-specific password came to. */
sealed interface Generation {

    /** There it is; its letters are known this once. */
    record Generated(AppPassword appPassword, Secret secret) implements Generation {}

    /** The token's session, or what the token says, is over. */
    record TokenRefused() implements Generation {}

    /** Two-factor authentication is off. */
    record TwoFactorRequired() implements Generation {}

    /** The account has as many as it may. */
    record LimitReached(int limit) implements Generation {}

    /** An event about the account couldn't be digested: until it is, a new password wouldn't work either. */
    record Suspended() implements Generation {}
}

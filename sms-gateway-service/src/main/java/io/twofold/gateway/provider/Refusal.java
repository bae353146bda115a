package io.twofold.gateway.provider;

/** Why a provider did not take a message. Every vendor's errors are sorted into these. */
public enum Refusal {
    /** The request as such is wrong, or not allowed to this account: the same again is refused again. */
    REJECTED_REQUEST(false),
    /** The number can't be reached in this way. */
    REJECTED_NUMBER(false),
    /** The provider takes the message for fraud. */
    BLOCKED_AS_FRAUD(false),
    /** Too many messages at a time. */
    SLOW_DOWN(true),
    /** The provider is out of order, or doesn't let us in. */
    UNAVAILABLE(true);

    private final boolean passing;

    Refusal(boolean passing) {
        this.passing = passing;
    }

    /** Whether the same message may be taken later. */
    public boolean isPassing() {
        return passing;
    }
}

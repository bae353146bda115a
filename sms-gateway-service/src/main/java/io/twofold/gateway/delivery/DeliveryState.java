package io.twofold.gateway.delivery;

import java.util.Locale;

/** Where a message is. A delivery only ever moves to a state of a higher rank, but for the retry of a refused one. */
enum DeliveryState {
    /** Waits for its turn, or for the next try after a refusal. */
    QUEUED(0),
    /** A provider is being asked to take it. */
    SENDING(1),
    /** Dropped: its time ran out, or nobody needs it any more. Not taken by a provider, as far as anybody knows. */
    EXPIRED(2),
    /** Refused for good. */
    FAILED(2),
    /** A provider was asked and may or may not have taken it. */
    UNKNOWN(3),
    /** A provider took it. */
    SENT(4),
    /** The provider says that it didn't reach the phone. */
    UNDELIVERED(5),
    /** The provider says that it reached the phone, which outweighs any word to the contrary. */
    DELIVERED(6);

    private final int rank;

    DeliveryState(int rank) {
        this.rank = rank;
    }

    boolean isBefore(DeliveryState other) {
        return rank < other.rank;
    }

    /** The state's name in answers: lower case. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

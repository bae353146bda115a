package io.twofold.gateway.provider;

import org.jspecify.annotations.Nullable;

/**
 * What a provider says of a message it has taken.
 *
 * @param messageId the provider's own id of it
 * @param reason why it didn't arrive, a few lower-case words joined by underscores; absent where nothing went wrong
 */
public record Report(
        String messageId, Progress progress, @Nullable String reason) {

    /** How far the message has come. */
    public enum Progress {
        TAKEN,
        UNDELIVERED,
        DELIVERED
    }
}

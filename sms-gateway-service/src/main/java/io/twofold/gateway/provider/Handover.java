package io.twofold.gateway.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of asking a provider to take a message. */
public sealed interface Handover {

    /**
     * It took the message.
     *
     * @param messageId the provider's own id of it
     */
    record Taken(String messageId) implements Handover {}

    /**
     * It surely did not take the message: the request never reached it, or it said no. Only this may be tried again.
     *
     * @param reason for an operator: a few lower-case words joined by underscores, no personal data
     * @param retryAfter how long the provider wants to be left alone, where it said so
     */
    record NotTaken(
            Refusal refusal, String reason, @Nullable Duration retryAfter) implements Handover {}

    /**
     * Nobody knows: the request may have been understood and the answer is missing. Never tried again.
     *
     * @param reason as above
     */
    record Unclear(String reason) implements Handover {}
}

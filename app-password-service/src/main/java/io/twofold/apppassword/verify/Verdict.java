package io.twofold.apppassword.verify;

import java.time.Duration;
import java.util.UUID;

/** What an attempt came to. */
sealed interface Verdict {

    /**
     * Let it in.
     *
     * @param username the address as registered
     */
    record Active(UUID accountId, UUID appPasswordId, String label, String username) implements Verdict {}

    /** Don't, whatever the reason. */
    record Inactive() implements Verdict {}

    /**
     * Don't, and this was one wrong answer too many.
     *
     * @param retryAfter how long until a wrong answer counts as the first few again
     */
    record TooManyAttempts(Duration retryAfter) implements Verdict {}
}

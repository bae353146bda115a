package io.twofold.identity.letter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** {@code twofold.letters.*}: how letters leave. The mail server itself is {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "twofold.letters")
public interface LetterConfig {

    /** Where letters send people to: the account pages. */
    @WithDefault("http://localhost:8080")
    URI accountPages();

    /** Letters sent at a time, 1 to 50. More empties a backlog faster and takes as many connections to the mail server. */
    @WithDefault("2")
    int parallel();

    /** How long an idle worker waits before it looks for other replicas' letters; its own wake it at once. */
    @WithDefault("PT1S")
    Duration pollInterval();

    /** First wait after a failed attempt; it doubles each time, up to ten minutes. */
    @WithDefault("PT2S")
    Duration retryAfter();

    /**
     * How long one attempt may take before another worker may try the same letter. More than the mailer's own time-out:
     * below it a slow mail server makes duplicates.
     */
    @WithDefault("PT1M")
    Duration attemptLimit();

    /** How long the row of a letter (without its content) is kept for questions. */
    @WithDefault("P7D")
    Duration keep();
}

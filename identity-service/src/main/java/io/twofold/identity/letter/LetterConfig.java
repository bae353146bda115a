package io.twofold.identity.letter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.letters.*}: how letters leave. The mail server itself is {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "twofold.letters")
public interface LetterConfig {

    /** Where letters send people to: the account pages. */
    @WithDefault("http://localhost:8080")
    URI accountPages();

    /** Letters sent at a time, 1 to 50. More empties a backlog faster and takes as many connections to the mail server. */
    @WithDefault("2")
    @Min(1) @Max(50) int parallel();

    /** How long an idle worker waits before it looks for other replicas' letters, 0.01 to 60 s; its own wake it at once. */
    @WithDefault("PT1S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration pollInterval();

    /** First wait after a failed attempt, from 0.01 s; it doubles each time, up to ten minutes. */
    @WithDefault("PT2S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 10)
    Duration retryAfter();

    /**
     * How long one attempt may take before another worker may try the same letter, up to an hour. More than the mailer's
     * own time-out: below it a slow mail server makes duplicates.
     */
    @WithDefault("PT1M")
    @DurationMax(hours = 1)
    Duration attemptLimit();

    /** How long the row of a letter (without its content) is kept for questions, an hour to a year. */
    @WithDefault("P7D")
    @DurationMin(hours = 1)
    @DurationMax(days = 366)
    Duration keep();
}

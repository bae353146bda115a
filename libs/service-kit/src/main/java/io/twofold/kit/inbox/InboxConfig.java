package io.twofold.kit.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.inbox.*}: how events of others are taken in. */
@ConfigMapping(prefix = "twofold.inbox")
public interface InboxConfig {

    /** How long the ids of digested events are kept: at least the longest retention of a consumed topic, 14 days. */
    @WithDefault("P30D")
    @DurationMin(days = 14)
    Duration lifetime();

    /** First wait before an event is tried again, at least 1 ms; it doubles up to {@link #longestRetryInterval()}. */
    @WithDefault("PT0.1S")
    @DurationMin(millis = 1)
    Duration retryInterval();

    /** Longest wait between two tries, at least 1 ms: how late a consumer may notice that its database is back. */
    @WithDefault("PT5S")
    @DurationMin(millis = 1)
    Duration longestRetryInterval();

    /** Errors not known to pass before such a one counts as one that stays, 1 to 100. */
    @WithDefault("5")
    @Min(1) @Max(100) int triesOfUnknownErrors();
}

package io.twofold.kit.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.inbox.*}: how events of others are taken in. */
@ConfigMapping(prefix = "twofold.inbox")
public interface InboxConfig {

    /** How long the ids of digested events are kept: at least the longest retention of a consumed topic. */
    @WithDefault("P30D")
    Duration lifetime();

    /** First wait before an event is tried again; it doubles up to {@link #longestRetryInterval()}. */
    @WithDefault("PT0.1S")
    Duration retryInterval();

    /** Longest wait between two tries: how late a consumer may notice that its database is back. */
    @WithDefault("PT5S")
    Duration longestRetryInterval();

    /** Tries before an error that isn't known to pass counts as one that stays, 1 to 100. */
    @WithDefault("5")
    int triesOfUnknownErrors();
}

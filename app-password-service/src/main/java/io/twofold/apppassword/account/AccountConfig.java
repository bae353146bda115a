package io.twofold.apppassword.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.accounts.*}. */
@ConfigMapping(prefix = "twofold.accounts")
public interface AccountConfig {

    /**
     * How long the bare id of a deleted account is kept. At least as long as a copy of one of its events may still come:
     * dead letters are kept for 30 days.
     */
    @WithDefault("P60D")
    Duration rememberDeleted();

    /**
     * How long an ended session is remembered: the life of an access token (10 minutes) and some slack for clocks that
     * differ. Shorter lets tokens of ended sessions in again.
     */
    @WithDefault("PT15M")
    Duration rememberEndedSessions();
}

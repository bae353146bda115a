package io.twofold.apppassword.verify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.wrong-answers.*}: how long somebody may guess before being told to wait. Right answers never wait. */
@ConfigMapping(prefix = "twofold.wrong-answers")
public interface WrongAnswerConfig {

    /** Wrong answers per user name and address within the window, 1 to 100; each further one is a 429. */
    @WithDefault("10")
    int limit();

    /** The sliding window. Longer holds guessers off longer, and keeps one small row for each that long. */
    @WithDefault("PT5M")
    Duration window();
}

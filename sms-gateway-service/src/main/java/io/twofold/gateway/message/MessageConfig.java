package io.twofold.gateway.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code twofold.messages.*}: what all messages have in common. */
@ConfigMapping(prefix = "twofold.messages")
public interface MessageConfig {

    /**
     * The name people know the system by, 1 to 20 characters. Characters outside GSM-7 make every text UCS-2, with 70
     * places instead of 160.
     */
    @WithDefault("Twofold")
    String brand();

    /**
     * The domain of the page where codes are typed, such as {@code accounts.example.org}: without scheme and port. Browsers
     * and phones fill a code in only there ("Origin-bound one-time codes delivered via SMS", WICG). The default fits
     * a machine on which somebody tries the system; the longer it is, the less room a text has.
     */
    @WithDefault("localhost")
    String origin();
}

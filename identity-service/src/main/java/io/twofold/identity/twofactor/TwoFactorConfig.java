package io.twofold.identity.twofactor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.two-factor.*}. */
@ConfigMapping(prefix = "twofold.two-factor")
public interface TwoFactorConfig {

    /**
     * For so long after it was first turned on, two-factor authentication may be turned off, and the link in the notice
     * letter works, up to 90 days. Longer helps owners who read their letters late; a thief in the session has as long, too.
     */
    @WithDefault("P14D")
    @DurationMin(seconds = 1)
    @DurationMax(days = 90)
    Duration undoWindow();

    /**
     * The page that the notice letter's link opens; the token goes behind a {@code #}, which browsers keep to themselves.
     * An absolute URI without a fragment.
     */
    URI undoPage();
}

package io.twofold.gateway.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.messages.*}: what all messages have in common. */
@ConfigMapping(prefix = "twofold.messages")
public interface MessageConfig {

    /** What stands between the dots of a domain (RFC 1123 §2.1). */
    String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";

    /**
     * The name people know the system by, 1 to 20 characters. Characters outside GSM-7 make every text UCS-2, with 70
     * places instead of 160.
     */
    @WithDefault("Twofold")
    @Size(min = 1, max = 20) String brand();

    /**
     * The domain of the page where codes are typed, such as {@code accounts.example.org}: without scheme and port, up to
     * 63 characters. Browsers and phones fill a code in only there ("Origin-bound one-time codes delivered via SMS", WICG);
     * the longer it is, the less room a text has. It has no default: with a wrong one, codes are never filled in.
     */
    @Size(max = 63) @Pattern(
            regexp = LABEL + "(\\." + LABEL + ")*",
            message = "must be a domain such as accounts.example.org, without scheme and port")
    String origin();

    /**
     * How long a message of {@code POST /v1/messages} is worth sending, a minute to 3 days: a notice that comes later than
     * this alarms more than it helps.
     */
    @WithDefault("PT6H")
    @DurationMin(minutes = 1)
    @DurationMax(days = 3)
    Duration lifetime();
}

package io.twofold.otp.lookup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * {@code twofold.number-lookups.*}: whether the gateway is asked about a number before a code goes there. How long is waited for it
 * is {@code quarkus.rest-client.gateway.*}, and a second and a half with the token.
 */
@ConfigMapping(prefix = "twofold.number-lookups")
public interface LookupsConfig {

    /** What follows when there is no answer, or one in which a source that is configured for the number says nothing. */
    enum Failure {
        /** The code goes out: an outage, or who causes one, takes the check away. */
        ALLOW,
        /** It doesn't, 503: an outage keeps everybody out. */
        REFUSE
    }

    @WithDefault("false")
    boolean enabled();

    @WithDefault("allow")
    Failure onFailure();

    /**
     * How long an answer is used again by the replica that got it, up to a minute: a resend, or a second try, asks nobody.
     * Longer spares the gateway, and delays the news of a swap.
     */
    @WithDefault("PT10S")
    @DurationMin(millis = 0)
    @DurationMax(minutes = 1)
    Duration keptFor();

    /**
     * How long after its SIM was swapped a number proves nothing, up to 30 days. Longer keeps thieves out who wait, and
     * owners with a new phone.
     */
    @WithDefault("PT72H")
    @DurationMin(millis = 0)
    @DurationMax(days = 30)
    Duration recentFor();

    /** This service as a client of identity-service. */
    @WithDefault("otp")
    String clientId();

    /** Must be set where look-ups are enabled. The client needs the scope {@code lookups}. */
    Optional<String> clientSecret();

    /** Where tokens come from. */
    URI tokenUrl();
}

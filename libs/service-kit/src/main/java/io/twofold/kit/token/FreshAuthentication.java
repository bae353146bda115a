package io.twofold.kit.token;

import static io.twofold.kit.problem.CommonProblem.REAUTHENTICATION_REQUIRED;

import io.twofold.kit.problem.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;

/**
 * What the contract marks with a dagger: the person proved who they are within the last five minutes (a setting), and with two
 * factors once two-factor authentication is on. Else 401 {@code reauthentication_required} with the challenge of
 * RFC 9470. It is asked for after the request was found valid and its target found, as the contract orders errors.
 */
@Singleton
public class FreshAuthentication {

    private final Duration maxAge;
    private final Clock clock;

    FreshAuthentication(TokenConfig config, Clock clock) {
        this.maxAge = config.freshFor();
        this.clock = clock;
    }

    /**
     * @param twoFactorOn whether the account has two-factor authentication on, so that {@code aal2} is needed
     * @throws io.twofold.kit.problem.ProblemException if a new proof is needed
     */
    public void require(UserToken token, boolean twoFactorOn) {
        if (twoFactorOn && !token.isAal2()) {
            throw challenge(", acr_values=\"aal2\"");
        }
        if (token.authTime().isBefore(clock.instant().minus(maxAge))) {
            throw challenge("");
        }
    }

    private RuntimeException challenge(String more) {
        return Problem.of(REAUTHENTICATION_REQUIRED)
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_user_authentication\", max_age=" + maxAge.toSeconds() + more)
                .exception();
    }
}

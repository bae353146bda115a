package io.twofold.identity.device;

import io.twofold.identity.account.Account;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Keeps a device that has only just shown two factors from changing what guards the account: a thief who got that far
 * must not lock the owner out before the owner has read the notice. It is asked for after {@link
 * io.twofold.kit.token.FreshAuthentication}, on every change of devices, numbers, recovery or password, on turning
 * two-factor authentication off and on deleting the account.
 */
@Singleton
public class SecurityDelay {

    private final Devices devices;
    private final DeviceConfig config;
    private final Clock clock;

    SecurityDelay(Devices devices, DeviceConfig config, Clock clock) {
        this.devices = devices;
        this.config = config;
        this.clock = clock;
    }

    /**
     * @throws io.twofold.kit.problem.ProblemException 403 {@code security_delay} while the caller's device has to wait
     */
    public void require(Account account, UserToken user) {
        if (!account.twoFactorOn()) {
            return;
        }
        Duration left = devices.ofSession(user.sessionId())
                .map(device -> device.securityDelayLeft(config.securityDelay(), clock.instant()))
                .orElse(config.securityDelay());
        if (left.isPositive()) {
            throw Problem.of(IdentityProblem.SECURITY_DELAY).retryAfter(left).exception();
        }
    }
}

package io.twofold.identity.phone;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.otp.OtpClient;
import io.twofold.identity.phone.PhoneVerification.State;
import io.twofold.kit.problem.UnavailableException;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;

/** Calls a verification off: its code is dead from now on. */
@Singleton
public class CancelPhoneVerification {

    private static final Logger LOG = Logger.getLogger(CancelPhoneVerification.class);

    private final OtpClient otp;
    private final PhoneVerifications verifications;
    private final Clock clock;

    CancelPhoneVerification(OtpClient otp, PhoneVerifications verifications, Clock clock) {
        this.otp = otp;
        this.verifications = verifications;
        this.clock = clock;
    }

    /**
     * @param found the caller's own
     * @return whether there was something to call off: what succeeded can't be
     */
    public boolean cancel(PhoneVerification found) {
        boolean cancelled = QuarkusTransaction.requiringNew()
                .call(() -> verifications
                        .lock(found.id())
                        .filter(verification -> verification.stateAt(clock.instant()) != State.VERIFIED)
                        .map(verification -> {
                            verification.cancel();
                            return true;
                        })
                        .orElse(false));
        if (cancelled) {
            withdraw(found);
        }
        return cancelled;
    }

    /** Spares the person a message that is still on its way; the code is worthless without that. */
    private void withdraw(PhoneVerification cancelled) {
        try {
            otp.cancel(cancelled.challengeId());
        } catch (UnavailableException | FaultToleranceException e) {
            LOG.infof("verification=%s cancelled, its message not withdrawn", cancelled.id());
        }
    }
}

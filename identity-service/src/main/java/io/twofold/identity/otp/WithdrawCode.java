package io.twofold.identity.otp;

import io.twofold.kit.problem.UnavailableException;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;

/** Spares a person the message of a flow that was called off, if it is still on its way. The code is worthless without that. */
@Singleton
public class WithdrawCode {

    private static final Logger LOG = Logger.getLogger(WithdrawCode.class);

    private final OtpClient otp;

    WithdrawCode(OtpClient otp) {
        this.otp = otp;
    }

    /** After the flow's end was committed. That otp-service can't be reached is no trouble of the caller's. */
    public void withdraw(String challengeId) {
        try {
            otp.cancel(challengeId);
        } catch (UnavailableException | FaultToleranceException e) {
            LOG.infof("challenge=%s not withdrawn: %s", challengeId, e.getMessage());
        }
    }
}

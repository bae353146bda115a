package io.twofold.identity.phone;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.otp.WithdrawCode;
import io.twofold.identity.phone.PhoneVerification.State;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Calls a verification off: its code is dead from now on. */
@Singleton
public class CancelPhoneVerification {

    private final WithdrawCode withdrawCode;
    private final PhoneVerifications verifications;
    private final Clock clock;

    CancelPhoneVerification(WithdrawCode withdrawCode, PhoneVerifications verifications, Clock clock) {
        this.withdrawCode = withdrawCode;
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
            withdrawCode.withdraw(found.challengeId());
        }
        return cancelled;
    }
}

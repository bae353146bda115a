package io.twofold.identity.otp;

import io.twofold.kit.problem.Problem;

/** What otp-service said: yes with something, or no with a reason. */
public sealed interface OtpAnswer<T> {

    /** It was done. */
    record Done<T>(T value) implements OtpAnswer<T> {}

    /** It was refused, for a reason to be passed on. */
    record Refused<T>(OtpRefusal refusal) implements OtpAnswer<T> {

        /** As this service passes it on. */
        public Problem problem() {
            return refusal.problem();
        }
    }
}

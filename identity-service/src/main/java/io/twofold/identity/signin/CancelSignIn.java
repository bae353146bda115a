package io.twofold.identity.signin;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.otp.WithdrawCode;
import io.twofold.identity.secret.OpaqueToken;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Calls a pending sign-in off: its code is dead from now on. */
@Singleton
class CancelSignIn {

    private final SignIns signIns;
    private final WithdrawCode withdrawCode;

    CancelSignIn(SignIns signIns, WithdrawCode withdrawCode) {
        this.signIns = signIns;
        this.withdrawCode = withdrawCode;
    }

    /**
     * @return whether there is such a sign-in; one that is over stays what it is
     */
    boolean cancel(UUID id, OpaqueToken flowToken) {
        Optional<SignIn> found = QuarkusTransaction.requiringNew().call(() -> {
            Optional<SignIn> signIn = signIns.lock(id, flowToken);
            signIn.ifPresent(SignIn::cancel);
            return signIn;
        });
        found.filter(signIn -> signIn.state() == SignIn.State.CANCELLED)
                .flatMap(SignIn::challengeId)
                .ifPresent(withdrawCode::withdraw);
        return found.isPresent();
    }
}

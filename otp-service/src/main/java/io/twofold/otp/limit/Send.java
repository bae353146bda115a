package io.twofold.otp.limit;

import io.twofold.kit.phone.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody wants sent.
 *
 * @param accountId the account it is for, where the caller named one
 * @param proven whether it is a sign-in or recovery code to a number that this account already trusts; needs an account
 */
public record Send(PhoneNumber number, @Nullable String accountId, boolean proven) {

    public Send {
        if (proven && accountId == null) {
            throw new IllegalArgumentException("Only an account can trust a number");
        }
    }
}

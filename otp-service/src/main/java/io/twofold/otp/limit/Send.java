package io.twofold.otp.limit;

import io.twofold.kit.phone.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody wants sent.
 *
 * @param channel "sms" or "voice"
 * @param purpose what the code is for, as the API writes it
 * @param client the calling service
 * @param accountId the account it is for, where the caller named one
 * @param network where the person is, where the caller said so
 * @param proven whether it is a sign-in or recovery code to a number that this account already trusts; needs an account
 */
public record Send(
        PhoneNumber number,
        String channel,
        String purpose,
        String client,
        @Nullable String accountId,
        @Nullable ClientNetwork network,
        boolean proven) {

    private static final int DIGITS_OF_A_SUBSCRIBER = 4;

    public Send {
        if (proven && accountId == null) {
            throw new IllegalArgumentException("Only an account can trust a number");
        }
    }

    /** The number without its last four digits: numbers that are had in bulk share it. */
    String prefix() {
        String e164 = number.e164();
        return e164.substring(0, e164.length() - DIGITS_OF_A_SUBSCRIBER);
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "Send[number=" + number + ", channel=" + channel + ", purpose=" + purpose + ", client=" + client + "]";
    }
}

package io.twofold.events;

import java.util.List;

/**
 * A sign-in was completed and a session began.
 *
 * @param signInId the sign-in
 * @param deviceId the device it happened on
 * @param newDevice whether the account had never signed in on that device before
 * @param amr what proved the person, as RFC 8176 names it: {@code pwd}, {@code sms}, {@code tel}, {@code otp}, {@code
 *     swk}, …
 */
public record SignedIn(String signInId, String deviceId, boolean newDevice, List<String> amr) implements IdentityEvent {
    public SignedIn {
        amr = List.copyOf(amr);
    }
}

package io.twofold.identity.signin;

import io.twofold.identity.phone.PhoneNumberView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person can complete a pending sign-in with.
 *
 * @param methods such as {@code sms} and {@code voice}
 * @param trustedDevices devices that can answer a prompt now
 * @param phoneNumbers the trusted ones, masked
 * @param codeSentTo where a code went unasked
 */
public record SecondFactorOffer(
        List<String> methods,
        int trustedDevices,
        List<PhoneNumberView> phoneNumbers,
        @Nullable PhoneNumberView codeSentTo) {}

package io.twofold.identity.otp;

import io.twofold.kit.phone.PhoneNumber;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A code to be asked for.
 *
 * @param purpose what otp-service calls it: {@code verify_email}, {@code enroll_phone}, {@code sign_in}
 * @param binding the flow it belongs to; a second one for the same flow supersedes the first
 * @param channel {@code sms}, {@code voice}, or {@code caller} for a code that this service sends itself
 * @param destination absent for the channel {@code caller}
 * @param accountId absent where there is no account yet
 * @param locale BCP 47, for the words around the code
 * @param clientIp whoever asked for it, for the limits per address
 * @param proven whether that account trusts the number already
 */
public record ChallengeRequest(
        String purpose,
        UUID binding,
        String channel,
        @Nullable Destination destination,
        @Nullable UUID accountId,
        String locale,
        @Nullable String clientIp,
        boolean proven) {

    /** A phone number on the wire. Personal data: {@link #toString()} doesn't show it. */
    public record Destination(String number) {

        @Override
        public String toString() {
            return "******";
        }
    }

    /** A code that this service puts into a letter itself. */
    public static ChallengeRequest forLetter(String purpose, UUID binding, String locale, String clientIp) {
        return new ChallengeRequest(purpose, binding, "caller", null, null, locale, clientIp, false);
    }

    /** A code to a phone, by {@code sms} or {@code voice}. */
    public static ChallengeRequest toPhone(
            String purpose,
            UUID binding,
            String channel,
            PhoneNumber number,
            UUID accountId,
            String locale,
            String clientIp,
            boolean proven) {
        return new ChallengeRequest(
                purpose, binding, channel, new Destination(number.e164()), accountId, locale, clientIp, proven);
    }
}

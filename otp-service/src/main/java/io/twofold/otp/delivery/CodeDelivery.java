package io.twofold.otp.delivery;

import io.twofold.kit.phone.PhoneNumber;
import java.time.Instant;

/**
 * A code that is to be delivered.
 *
 * @param send which send of the challenge, from 1
 * @param channel {@link Channel#SMS} or {@link Channel#VOICE}
 * @param locale the message's language, a BCP 47 tag
 * @param purpose what the code is for, as the API writes it
 * @param client the calling service
 * @param expiresAt when the code is worthless
 * @param code the six digits
 */
public record CodeDelivery(
        int send,
        Channel channel,
        String locale,
        String purpose,
        PhoneNumber destination,
        String client,
        Instant expiresAt,
        String code) {

    /** Without the code. */
    @Override
    public String toString() {
        return "CodeDelivery[send=" + send + ", channel=" + channel + ", code=******]";
    }
}

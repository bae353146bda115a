package io.twofold.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A code is to be delivered. Only sms-gateway-service can open what is sealed.
 *
 * @param challengeId the challenge
 * @param send which send of the challenge, from 1; a higher one replaces a lower one not yet handed over
 * @param channel how the code travels: {@code sms}, {@code voice}
 * @param locale the language of the message, a BCP 47 tag
 * @param purpose what the code is for: {@code enroll_phone}, {@code sign_in}, {@code recovery}, {@code custom}
 * @param country ISO 3166-1 alpha-2 code of the number's country
 * @param client the calling service
 * @param expiresAt when the code is worthless, and the message no longer sent
 * @param sealedDelivery the destination and the code, sealed (AEAD), in Base64
 */
public record CodeDeliveryRequested(
        String challengeId,
        int send,
        String channel,
        String locale,
        String purpose,
        String country,
        String client,
        Instant expiresAt,
        @JsonProperty("sealed") String sealedDelivery)
        implements OtpDelivery {

    /** Without what is sealed: a log is no place for it, even unreadable. */
    @Override
    public String toString() {
        return "CodeDeliveryRequested[challengeId=" + challengeId + ", send=" + send + ", sealed=******]";
    }
}

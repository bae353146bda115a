package io.twofold.gateway.delivery;

import io.twofold.gateway.message.Channel;
import io.twofold.gateway.message.Code;
import io.twofold.kit.phone.PhoneNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code that is to reach a phone.
 *
 * @param challengeId whose code it is
 * @param send which send of that challenge, from 1; a later one replaces an earlier one that nobody has taken yet
 * @param accountId whose it is, where there is an account
 * @param client the service that asked for it
 * @param purpose what the code is for; decides the words
 * @param locale BCP 47 tag of the person's language
 * @param country ISO 3166-1 alpha-2 code of the number's country
 * @param expiresAt when the code is worthless
 */
public record DeliveryRequest(
        String challengeId,
        int send,
        @Nullable String accountId,
        String client,
        Channel channel,
        String purpose,
        String locale,
        String country,
        Instant expiresAt,
        PhoneNumber destination,
        Code code) {}

package io.twofold.gateway.delivery;

import io.twofold.gateway.message.Channel;
import io.twofold.gateway.message.Words;
import io.twofold.kit.phone.PhoneNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to reach a phone.
 *
 * @param occasion what it is sent for
 * @param accountId whose it is, where there is an account
 * @param client the service that asked for it
 * @param locale BCP 47 tag of the person's language
 * @param country ISO 3166-1 alpha-2 code of the number's country
 * @param expiresAt when it is worthless
 * @param words what the person is to read or hear
 */
public record DeliveryRequest(
        Occasion occasion,
        @Nullable String accountId,
        String client,
        String locale,
        String country,
        Instant expiresAt,
        PhoneNumber destination,
        Words words) {

    /** What a message is sent for. */
    public sealed interface Occasion {}

    /**
     * A code.
     *
     * @param challengeId whose code it is
     * @param send which send of that challenge, from 1; a later one replaces an earlier one that nobody has taken yet
     * @param purpose what the code is for
     */
    public record CodeSend(String challengeId, int send, String purpose) implements Occasion {}

    /**
     * Something that a client has to tell.
     *
     * @param template by whose words
     */
    public record Notice(String template) implements Occasion {}

    Channel channel() {
        return words.channel();
    }

    boolean isTooLate(Instant now) {
        return !now.isBefore(expiresAt);
    }
}

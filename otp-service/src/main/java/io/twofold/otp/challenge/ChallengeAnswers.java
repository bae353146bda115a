package io.twofold.otp.challenge;

import io.twofold.otp.delivery.Channel;
import io.twofold.otp.delivery.Deliveries;
import io.twofold.otp.number.NumberWarning;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients get. */
final class ChallengeAnswers {

    private ChallengeAnswers() {}

    /** A telephone number as others may see it. */
    record MaskedNumber(String country, String masked, String lastDigits, List<Channel> methods) {

        private static @Nullable MaskedNumber of(@Nullable Destination destination) {
            if (destination == null) {
                return null;
            }
            return new MaskedNumber(
                    destination.country(),
                    destination.masked(),
                    destination.lastDigits(),
                    destination.takesText() ? List.of(Channel.SMS, Channel.VOICE) : List.of(Channel.VOICE));
        }
    }

    /** What the person should know of the number. */
    record Warning(String code, String text) {

        private static @Nullable Warning of(@Nullable NumberWarning warning) {
            return warning == null ? null : new Warning(warning.code(), warning.text());
        }
    }

    /**
     * A code that was sent.
     *
     * @param expiresAt the code's
     * @param code only where the caller delivers it itself
     */
    record SentCode(
            UUID challengeId,
            Channel channel,
            @Nullable MaskedNumber sentTo,
            Instant expiresAt,
            Instant resendAvailableAt,
            int attemptsLeft,
            @Nullable Code code,
            @Nullable Warning warning) {

        static SentCode of(Sending.Sent sent, @Nullable NumberWarning warning, CodesConfig config) {
            Challenge challenge = sent.challenge();
            return new SentCode(
                    challenge.id(),
                    challenge.channel(),
                    MaskedNumber.of(challenge.destination()),
                    challenge.expiresAt(),
                    challenge.resendAvailableAt(config),
                    challenge.attemptsLeft(config),
                    challenge.channel() == Channel.CALLER ? sent.code() : null,
                    Warning.of(warning));
        }
    }

    /** A right answer. */
    record Verified(boolean verified, Instant verifiedAt) {}

    /**
     * A challenge as it stands.
     *
     * @param state "pending", "verified", "locked", "expired", "cancelled" or "superseded"
     * @param sends codes sent for this challenge
     * @param deliveries what the gateway reported of them; a send without a report is still with the gateway
     */
    record ChallengeView(
            UUID challengeId,
            String state,
            Purpose purpose,
            String binding,
            Channel channel,
            @Nullable MaskedNumber sentTo,
            int sends,
            int attemptsLeft,
            Instant createdAt,
            Instant expiresAt,
            Instant resendAvailableAt,
            @Nullable Instant verifiedAt,
            List<Deliveries.Status> deliveries) {

        static ChallengeView of(
                Challenge challenge, List<Deliveries.Status> deliveries, Instant now, CodesConfig config) {
            return new ChallengeView(
                    challenge.id(),
                    challenge.state(now).name().toLowerCase(Locale.ROOT),
                    challenge.purpose(),
                    challenge.binding(),
                    challenge.channel(),
                    MaskedNumber.of(challenge.destination()),
                    challenge.send(),
                    challenge.attemptsLeft(config),
                    challenge.createdAt(),
                    challenge.expiresAt(),
                    challenge.resendAvailableAt(config),
                    challenge.verifiedAt(),
                    deliveries);
        }
    }
}

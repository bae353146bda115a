package io.twofold.otp.challenge;

import io.twofold.otp.delivery.Channel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What clients send. */
final class ChallengeRequests {

    /** Nothing invisible, nothing that isn't a character: Unicode's class C. */
    private static final String VISIBLE = "\\P{C}*";

    /** What may be one; whether it is, is seen when it is read. */
    private static final String ADDRESS = "[0-9A-Fa-f.:]{2,45}";

    static final String NO_ADDRESS = "must be an IP address";

    private static final String SIX_DIGITS = "must be six digits in a string";

    private ChallengeRequests() {}

    /** A telephone number as a person typed it. */
    record TypedNumber(
            @Nullable String country,
            @NotNull @Size(min = 1, max = 64) String number) {

        /** Without the number. */
        @Override
        public String toString() {
            return "TypedNumber[country=" + country + "]";
        }
    }

    /**
     * {@code POST /v1/challenges}.
     *
     * @param clientIp the person's address, for limits per address
     * @param proven whether the account already trusts the number
     */
    record NewChallenge(
            @NotNull Purpose purpose,

            @NotNull @Size(min = 1, max = 128) @Pattern(regexp = VISIBLE, message = "must be visible characters") String binding,

            @NotNull Channel channel,
            @Nullable @Valid TypedNumber destination,

            @Nullable @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}", message = "must be an account's id") String accountId,

            @Nullable @Size(max = 35) @Pattern(
                    regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
                    message = "must be a BCP 47 language tag, such as en or de-AT")
            String locale,

            @Nullable @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String clientIp,

            @Nullable Boolean proven) {

        /** Without the number and the address. */
        @Override
        public String toString() {
            return "NewChallenge[purpose=" + purpose + ", channel=" + channel + "]";
        }
    }

    /**
     * {@code POST /v1/challenges/{id}/resend}.
     *
     * @param proven whether the account already trusts the number; absent: as before, if the number stays
     * @param clientIp the person's address, for limits per address; absent: as before
     */
    record Resend(
            @Nullable Channel channel,
            @Nullable @Valid TypedNumber destination,
            @Nullable Boolean proven,

            @Nullable @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String clientIp) {

        /** Without the number and the address. */
        @Override
        public String toString() {
            return "Resend[channel=" + channel + "]";
        }
    }

    /** {@code POST /v1/challenges/{id}/verify}. */
    record Answer(
            @NotNull @Pattern(regexp = Code.FORM, message = SIX_DIGITS) String code,

            @NotNull @Size(min = 1, max = 128) @Pattern(regexp = VISIBLE, message = "must be visible characters") String binding) {

        /** Without the code. */
        @Override
        public String toString() {
            return "Answer[code=******, binding=" + binding + "]";
        }
    }
}

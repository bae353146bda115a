package io.twofold.gateway.notice;

import io.twofold.gateway.message.Channel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What clients send. */
final class MessageRequests {

    private static final String TAG = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*";
    private static final String NO_TAG = "must be a BCP 47 tag such as pt-BR";
    private static final String CHANNEL = "sms|voice";
    private static final String NO_CHANNEL = "must be sms or voice";
    private static final int MOST_PARAMETERS = 20;
    private static final String DEFAULT_LOCALE = "en";

    private MessageRequests() {}

    /**
     * {@code POST /v1/messages}.
     *
     * @param template which message
     * @param parameters what fills its gaps
     * @param locale the person's language, a BCP 47 tag; absent: English
     * @param channel absent: a text
     * @param accountId whose it is: its record is erased with the account
     */
    @Schema(name = "NewMessage")
    record NewMessage(
            @NotNull @Valid Addressee to,
            @NotNull @Size(min = 1, max = 64) String template,

            @Nullable @Size(max = MOST_PARAMETERS) Map<@Size(max = 64) String, @NotNull @Size(max = 1000) String> parameters,

            @Nullable @Size(max = 35) @Pattern(regexp = TAG, message = NO_TAG) String locale,

            @Schema(enumeration = {"sms", "voice"}) @Nullable @Pattern(regexp = CHANNEL, message = NO_CHANNEL) String channel,

            @Nullable @Pattern(regexp = "[A-Za-z0-9._:-]{1,128}", message = "must be an id") String accountId) {

        Map<String, String> values() {
            return parameters == null ? Map.of() : parameters;
        }

        Channel way() {
            return wayOf(channel);
        }

        String language() {
            return locale == null ? DEFAULT_LOCALE : locale;
        }

        /** Without the number and what is said. */
        @Override
        public String toString() {
            return "NewMessage[template=" + template + "]";
        }
    }

    /**
     * {@code POST /v1/messages/preview}.
     *
     * @param locale as above; absent: every language of the template
     * @param country the number's, ISO 3166-1 alpha-2, by which the cost is reckoned; absent: no cost
     */
    @Schema(name = "NewPreview")
    record NewPreview(
            @NotNull @Size(min = 1, max = 64) String template,

            @Nullable @Size(max = MOST_PARAMETERS) Map<@Size(max = 64) String, @NotNull @Size(max = 1000) String> parameters,

            @Nullable @Size(max = 35) @Pattern(regexp = TAG, message = NO_TAG) String locale,

            @Schema(enumeration = {"sms", "voice"}) @Nullable @Pattern(regexp = CHANNEL, message = NO_CHANNEL) String channel,

            @Nullable @Pattern(regexp = "[A-Za-z]{2}", message = "must be an ISO 3166-1 alpha-2 code") String country) {

        Map<String, String> values() {
            return parameters == null ? Map.of() : parameters;
        }

        Channel way() {
            return wayOf(channel);
        }

        /** Without what is said. */
        @Override
        public String toString() {
            return "NewPreview[template=" + template + "]";
        }
    }

    private static Channel wayOf(@Nullable String word) {
        return Optional.ofNullable(word).flatMap(Channel::of).orElse(Channel.SMS);
    }
}

package io.twofold.gateway.provider.twilio;

import io.twofold.gateway.message.Channel;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where Twilio sends receipts, and whether one is from there. */
class TwilioWebhook {

    static final String PATH = "/v1/webhooks/twilio";
    static final String MESSAGES = "/messages/";
    static final String CALLS = "/calls/";

    private final String base;
    private final TwilioSignature signature;

    TwilioWebhook(TwilioAccount account) {
        this.base = withoutSlash(account.webhookBaseUrl()) + PATH;
        this.signature = new TwilioSignature(account.authToken());
    }

    /** The address for the receipts of a delivery. */
    String address(Channel channel, UUID deliveryId) {
        return address(channel, deliveryId.toString());
    }

    /** What Twilio says in a body that it sent to that delivery's address; empty if it wasn't Twilio, or not to there. */
    Optional<TwilioForm> read(
            Channel channel, String deliveryId, @Nullable String bodyHash, String body, @Nullable String signed) {
        if (signed == null) {
            return Optional.empty();
        }
        String address = address(channel, deliveryId);
        if (bodyHash != null) {
            return signature.matches(signed, address + "?bodySHA256=" + bodyHash, bodyHash, body)
                    ? TwilioForm.ofJson(body)
                    : Optional.empty();
        }
        return TwilioForm.parse(body).filter(form -> signature.matches(signed, address, form.parameters()));
    }

    private String address(Channel channel, String deliveryId) {
        return base
                + switch (channel) {
                    case SMS -> MESSAGES;
                    case VOICE -> CALLS;
                }
                + deliveryId;
    }

    private static String withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}

package io.twofold.gateway.provider.twilio;

import io.twofold.gateway.message.Channel;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;

/** Where Twilio sends receipts, and whether one is from there. */
@Singleton
class TwilioWebhook {

    static final String PATH = "/v1/webhooks/twilio";
    static final String MESSAGES = "/messages/";
    static final String CALLS = "/calls/";

    private final String base;
    private final TwilioSignature signature;

    TwilioWebhook(TwilioConfig config) {
        this.base = withoutSlash(config.webhookBaseUrl()) + PATH;
        this.signature = new TwilioSignature(config.authToken());
    }

    /** The address for the receipts of a delivery. */
    String address(Channel channel, UUID deliveryId) {
        return address(channel, deliveryId.toString());
    }

    /** Whether Twilio sent the form, and to that delivery's address. */
    boolean isGenuine(Channel channel, String deliveryId, TwilioForm form, String signed) {
        return signature.matches(signed, address(channel, deliveryId), form.parameters());
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

package io.twofold.gateway.delivery;

import io.twofold.gateway.message.Speech;
import io.twofold.gateway.message.Text;
import io.twofold.gateway.provider.OutboundMessage;
import jakarta.inject.Singleton;

/** Opens what a delivery carries and makes a message of it, as a provider gets it. */
@Singleton
class ComposeMessage {

    private final SealedContent sealedContent;

    ComposeMessage(SealedContent sealedContent) {
        this.sealedContent = sealedContent;
    }

    OutboundMessage compose(Job job) {
        SealedContent.Content content = sealedContent.open(job);
        return switch (content.words()) {
            case Text text ->
                new OutboundMessage.TextMessage(job.deliveryId(), content.destination(), job.expiresAt(), text);
            case Speech speech ->
                new OutboundMessage.VoiceCall(job.deliveryId(), content.destination(), job.expiresAt(), speech);
        };
    }
}

package io.twofold.gateway.delivery;

import io.twofold.gateway.message.Wording;
import io.twofold.gateway.provider.OutboundMessage;
import jakarta.inject.Singleton;

/** Opens what a delivery carries and puts it into words. */
@Singleton
class ComposeMessage {

    private final SealedContent sealedContent;
    private final Wording wording;

    ComposeMessage(SealedContent sealedContent, Wording wording) {
        this.sealedContent = sealedContent;
        this.wording = wording;
    }

    OutboundMessage compose(Job job) {
        SealedContent.Content content = sealedContent.open(job.deliveryId(), job.content());
        return switch (job.channel()) {
            case SMS ->
                new OutboundMessage.TextMessage(
                        job.deliveryId(),
                        content.destination(),
                        job.expiresAt(),
                        wording.text(job.locale(), job.purpose(), content.code()));
            case VOICE ->
                new OutboundMessage.VoiceCall(
                        job.deliveryId(),
                        content.destination(),
                        job.expiresAt(),
                        wording.speech(job.locale(), content.code()));
        };
    }
}

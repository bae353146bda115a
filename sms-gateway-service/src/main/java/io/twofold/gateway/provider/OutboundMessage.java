package io.twofold.gateway.provider;

import io.twofold.gateway.message.Channel;
import io.twofold.gateway.message.Speech;
import io.twofold.gateway.message.Text;
import io.twofold.kit.phone.PhoneNumber;
import java.time.Instant;
import java.util.UUID;

/** A message as a provider gets it. Nothing in it shows itself in a log. */
public sealed interface OutboundMessage {

    /** The delivery, which a provider's receipt names again. */
    UUID deliveryId();

    PhoneNumber destination();

    /** When it is worthless; a provider that can is told not to bring it later. */
    Instant expiresAt();

    Channel channel();

    /** A message to be read. */
    record TextMessage(UUID deliveryId, PhoneNumber destination, Instant expiresAt, Text text)
            implements OutboundMessage {
        @Override
        public Channel channel() {
            return Channel.SMS;
        }
    }

    /** A call to be answered. */
    record VoiceCall(UUID deliveryId, PhoneNumber destination, Instant expiresAt, Speech speech)
            implements OutboundMessage {
        @Override
        public Channel channel() {
            return Channel.VOICE;
        }
    }
}

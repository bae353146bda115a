package io.twofold.gateway.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import io.twofold.events.CodeDeliveryRequested;
import io.twofold.gateway.delivery.DeliveryRequest;
import io.twofold.gateway.delivery.DeliveryRequest.CodeSend;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.message.Code;
import io.twofold.gateway.message.Wording;
import io.twofold.kit.inbox.IndigestibleEventException;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.BrokenSealException;
import io.twofold.kit.sealing.Sealer;
import io.twofold.kit.sealing.SealingConfig;
import jakarta.inject.Singleton;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Opens what otp-service sealed for this service, {@code {"destination":"+1…","code":"012345"}}, and puts it into words.
 */
@Startup
@Singleton
class SealedCode {

    private final Sealer sealer;
    private final Wording wording;
    private final ObjectMapper json;

    SealedCode(SealingConfig config, Wording wording, ObjectMapper json) {
        this.sealer = Sealer.fromSetting("twofold.sealing.delivery-keyset", config.deliveryKeyset());
        this.wording = wording;
        this.json = json;
    }

    /**
     * @throws IndigestibleEventException if it can't be opened, or holds anything but a number and a code
     */
    DeliveryRequest open(CodeDeliveryRequested request, @Nullable String accountId) {
        Plain plain = plain(request);
        Channel channel = Channel.of(request.channel())
                .orElseThrow(() -> new IndigestibleEventException("no channel known here"));
        try {
            return new DeliveryRequest(
                    new CodeSend(request.challengeId(), request.send(), request.purpose()),
                    accountId,
                    request.client(),
                    request.locale(),
                    request.country(),
                    request.expiresAt(),
                    PhoneNumber.ofE164(String.valueOf(plain.destination())),
                    wording.words(
                            channel, request.locale(), request.purpose(), new Code(String.valueOf(plain.code()))));
        } catch (IllegalArgumentException _) {
            throw new IndigestibleEventException("sealed part holds no number and code");
        }
    }

    private Plain plain(CodeDeliveryRequested request) {
        String context = "code-delivery:" + request.challengeId() + ":" + request.send();
        try {
            byte[] sealed = Base64.getDecoder().decode(request.sealedDelivery());
            Plain plain = json.readValue(sealer.open(sealed, context), Plain.class);
            return plain == null ? new Plain(null, null) : plain;
        } catch (IllegalArgumentException | BrokenSealException _) {
            throw new IndigestibleEventException("sealed part can't be opened");
        } catch (JsonProcessingException _) {
            throw new IndigestibleEventException("sealed part isn't what it should be");
        }
    }

    private record Plain(
            @Nullable String destination, @Nullable String code) {
        @Override
        public String toString() {
            return "******";
        }
    }
}

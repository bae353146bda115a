package io.twofold.gateway.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.gateway.message.Code;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.Sealer;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Number and code at rest: sealed with this service's own key, for one row. */
@Singleton
class SealedContent {

    private final Sealer sealer;
    private final ObjectMapper json;

    SealedContent(Sealer sealer, ObjectMapper json) {
        this.sealer = sealer;
        this.json = json;
    }

    /** What a delivery carries, and where to. */
    record Content(PhoneNumber destination, Code code) {}

    Sealed seal(UUID deliveryId, Content content) {
        try {
            String plain = json.writeValueAsString(
                    new Plain(content.destination().e164(), content.code().digits()));
            return new Sealed(sealer.seal(plain, context(deliveryId)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Two strings are JSON", e);
        }
    }

    /**
     * @throws io.twofold.kit.sealing.BrokenSealException if no key at hand opens it
     */
    Content open(UUID deliveryId, Sealed sealed) {
        try {
            Plain plain = json.readValue(sealer.open(sealed.bytes(), context(deliveryId)), Plain.class);
            return new Content(PhoneNumber.ofE164(plain.destination()), new Code(plain.code()));
        } catch (JsonProcessingException e) {
            // Jackson's message may quote what it read.
            throw new IllegalStateException("Sealed content isn't what was sealed");
        }
    }

    private static String context(UUID deliveryId) {
        return "delivery:" + deliveryId;
    }

    private record Plain(String destination, String code) {
        @Override
        public String toString() {
            return "******";
        }
    }
}

package io.twofold.kit.sealing;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** {@code twofold.sealing.*}: AEAD keysets in Tink's JSON form. They have no default. */
@ConfigMapping(prefix = "twofold.sealing")
public interface SealingConfig {

    /**
     * For personal data in this service's tables; each service has its own. To rotate: add a key, restart, make it
     * primary, restart; drop the old one when nothing sealed with it is left.
     */
    Optional<String> storageKeyset();

    /** For {@code CodeDeliveryRequested} on Kafka; otp-service and sms-gateway-service share it. */
    Optional<String> deliveryKeyset();
}

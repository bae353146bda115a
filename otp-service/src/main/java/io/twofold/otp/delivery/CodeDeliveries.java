package io.twofold.otp.delivery;

import io.quarkus.runtime.Startup;
import io.twofold.events.CodeDeliveryRequested;
import io.twofold.events.CodeDeliveryWithdrawn;
import io.twofold.events.EventJson;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.outbox.Subject;
import io.twofold.kit.sealing.Sealer;
import io.twofold.kit.sealing.SealingConfig;
import jakarta.inject.Singleton;
import java.util.Base64;

/** What the gateway is asked to do, written to the outbox in the transaction at hand. */
@Startup
@Singleton
public class CodeDeliveries {

    private final Outbox outbox;
    private final Sealer sealer;

    CodeDeliveries(Outbox outbox, SealingConfig config) {
        this.outbox = outbox;
        this.sealer = Sealer.fromSetting("twofold.sealing.delivery-keyset", config.deliveryKeyset());
    }

    /** Asks for a code to be sent. The number and the code are sealed for this challenge and this send. */
    public void request(Subject challenge, CodeDelivery delivery) {
        outbox.publish(sealed(challenge, delivery), challenge);
    }

    /** Asks for nothing, after the same work: how long it took doesn't tell. */
    public void withhold(Subject challenge, CodeDelivery delivery) {
        EventJson.write(sealed(challenge, delivery));
    }

    private CodeDeliveryRequested sealed(Subject challenge, CodeDelivery delivery) {
        // Both values are digits and a plus: nothing that JSON would want escaped.
        String secret =
                "{\"destination\":\"" + delivery.destination().e164() + "\",\"code\":\"" + delivery.code() + "\"}";
        byte[] sealed = sealer.seal(secret, "code-delivery:" + challenge.id() + ":" + delivery.send());
        return new CodeDeliveryRequested(
                challenge.id(),
                delivery.send(),
                delivery.channel().word(),
                delivery.locale(),
                delivery.purpose(),
                delivery.destination().country(),
                delivery.client(),
                delivery.expiresAt(),
                Base64.getEncoder().encodeToString(sealed));
    }

    /** Asks for a send not to be handed over any more, if it hasn't been yet. */
    public void withdraw(Subject challenge, int send) {
        outbox.publish(new CodeDeliveryWithdrawn(challenge.id(), send), challenge);
    }
}

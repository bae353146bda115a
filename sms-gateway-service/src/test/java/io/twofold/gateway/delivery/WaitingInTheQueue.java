package io.twofold.gateway.delivery;

import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.deliveriesOf;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.idOf;
import static io.twofold.gateway.outside.Gateway.sql;
import static io.twofold.gateway.outside.Gateway.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.FakeTwilio.Conduct;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.outside.Understudy;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Refusal;
import io.twofold.kit.sealing.Sealer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In Italy the understudy is asked first and Twilio second. */
@GatewayTest
class WaitingInTheQueue {

    @Inject
    Sealer sealer;

    @Inject
    Deliveries deliveries;

    @Inject
    DeliveryUpkeep upkeep;

    @Inject
    MeterRegistry meters;

    private final CodeRequest request = CodeRequest.text().toItaly();

    @BeforeEach
    void refusedByBothForAnHour() {
        Understudy.towards(
                request.number(),
                new Handover.NotTaken(Refusal.UNAVAILABLE, "provider_unavailable", Duration.ofHours(1)),
                new Handover.Taken("understudy-" + request.challengeId()));
        FakeTwilio.towards(request.number(), Conduct.REFUSE_FOR_AN_HOUR, Conduct.TAKE);
        request.publish();
        eventually()
                .until(() -> value(
                                "select 1 from delivery where challenge_id = ? and state = 'QUEUED' and attempts = 2",
                                request.challengeId())
                        != null);
    }

    @Test
    void makesTheQueueOlderThoughNothingIsDue() {
        sql("update delivery set created_at = now() - interval '9 minutes' where id = ?::uuid", idOf(request));
        assertThat(QuarkusTransaction.requiringNew().call(deliveries::oldestQueuedAt))
                .hasValueSatisfying(
                        since -> assertThat(since).isBefore(Instant.now().minus(Duration.ofMinutes(8))));
        eventually().until(() -> {
            upkeep.measureQueue();
            return meters.get("twofold.gateway.queue.age.millis").gauge().value()
                    >= Duration.ofMinutes(8).toMillis();
        });
        request.withdraw();
    }

    @Test
    void whatTheVersionBeforeSealedIsStillRead() {
        put(sealer.seal(
                "{\"destination\":\"%s\",\"code\":\"271828\"}".formatted(request.number()),
                "delivery:" + idOf(request)));
        awaitState(request, "sent");
    }

    @Test
    void whatCantBeReadFailsAtOnceAndNobodyIsAsked() {
        put("nonsense".getBytes(UTF_8));
        awaitState(request, "failed");
        assertThat(deliveriesOf(request).getString("deliveries[0].reason")).isEqualTo("unreadable_content");
        assertThat(deliveriesOf(request).getList("deliveries[0].attempts")).hasSize(3);
        assertThat(Understudy.askedFor(request.number())).isEqualTo(1);
    }

    private void put(byte[] content) {
        sql("update delivery set content = ?, due_at = now() where id = ?::uuid", content, idOf(request));
    }
}

package io.twofold.otp;

import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.text;
import static io.twofold.otp.Client.with;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.events.AccountDeleted;
import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Envelope;
import io.twofold.events.EventJson;
import io.twofold.testing.MutableClock;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OtpTest
class ForgettingAnAccount {

    private final Client partner = Client.partner();

    @Inject
    MutableClock clock;

    @Test
    void itsChallengesAreErasedAndItsCodesCalledBack() {
        String account = UUID.randomUUID().toString();
        Reply gone = partner.issue(with(text(freshBinding(), freshNumber()), "accountId", account));
        Reply stays = partner.issue(with(
                text(freshBinding(), freshNumber()),
                "accountId",
                UUID.randomUUID().toString()));

        AccountDeleted event = new AccountDeleted(clock.instant());
        Topics.publish(
                "identity.events",
                account,
                CloudEventHeaders.of(
                        Envelope.of(UUID.randomUUID().toString(), account, account, clock.instant(), 9, null, event)),
                new String(EventJson.write(event), StandardCharsets.UTF_8));

        await().atMost(20, SECONDS).until(() -> partner.get(gone.id()).status(), status -> status == 404);
        assertThat(partner.get(stays.id()).status()).isEqualTo(200);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(
                                Topics.read("otp.deliveries").about(gone.id()).ofType(Telephone.WITHDRAWN))
                        .hasSize(1));
    }
}

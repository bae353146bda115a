package io.twofold.otp;

import static io.twofold.otp.Client.byCaller;
import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.testing.MutableClock;
import io.twofold.testing.Outages;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OtpTest
class WhenNothingGetsThroughToTheGateway {

    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

    private final Client partner = Client.partner();
    private final String binding = freshBinding();
    private final String number = freshNumber();

    @Inject
    MutableClock clock;

    @Test
    void furtherCodesAreRefusedUncountedUntilItDoesAgain() {
        String key = UUID.randomUUID().toString();
        Reply queued;
        try (var outage = Outages.broker()) {
            assertThat(outage).isNotNull();
            queued = partner.issue(text(freshBinding(), freshNumber()));
            assertThat(queued.status()).isEqualTo(201);

            clock.advance(ONE_MINUTE);
            Reply refused = await().atMost(20, SECONDS)
                    .until(() -> partner.issue(text(freshBinding(), freshNumber())), reply -> reply.status() == 503);

            assertThat(refused.outcome()).isEqualTo("503 delivery_unavailable");
            assertThat(refused.retryAfter()).isEqualTo(60);
            assertThat(partner.resend(queued.id()).outcome()).isEqualTo("503 delivery_unavailable");
            for (int i = 0; i < 10; i++) {
                assertThat(partner.issue(text(binding, number), key).status()).isEqualTo(503);
            }
        }
        Telephone.requests(queued.id(), 1);

        Reply sent = await().atMost(20, SECONDS)
                .until(() -> partner.issue(text(binding, number), key), reply -> reply.status() != 503);
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.number("attemptsLeft")).isEqualTo(5);
        assertThat(Telephone.requests(sent.id(), 1)).hasSize(1);
        assertThat(partner.resend(queued.id()).status()).isEqualTo(200);
    }

    @Test
    void whatNeedsNoGatewayGoesOn() {
        try (var outage = Outages.broker()) {
            assertThat(outage).isNotNull();
            Reply text = partner.issue(text(freshBinding(), freshNumber()));
            clock.advance(ONE_MINUTE);
            await().atMost(20, SECONDS)
                    .until(() ->
                            partner.issue(text(freshBinding(), freshNumber())).status() == 503);

            Reply issued = partner.issue(byCaller(binding));
            assertThat(partner.verify(issued.id(), binding, issued.text("code")).status())
                    .isEqualTo(200);
            assertThat(partner.get(text.id()).status()).isEqualTo(200);
            assertThat(partner.cancel(text.id()).status()).isEqualTo(204);
            // What can't be sent at all is said before what can't be sent now.
            assertThat(partner.issue(text(freshBinding(), "+4930123456")).outcome())
                    .isEqualTo("422 phone_number_not_allowed");
            assertThat(partner.resend(issued.id(), Map.of()).outcome()).isEqualTo("409 code_already_used");
        }
        await().atMost(20, SECONDS)
                .until(() -> partner.issue(text(freshBinding(), freshNumber())).status() == 201);
    }
}

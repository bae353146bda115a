package io.twofold.otp.challenge;

import static io.twofold.otp.Client.byCaller;
import static io.twofold.otp.Client.freshBinding;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.otp.Client;
import io.twofold.otp.OtpTest;
import io.twofold.otp.Reply;
import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@OtpTest
class CleaningUp {

    private final Client partner = Client.partner();

    @Inject
    MutableClock clock;

    @Inject
    Housekeeping housekeeping;

    @Test
    void aChallengeIsKeptAsLongAsItsBindingsBudgetCounts() {
        Reply issued = partner.issue(byCaller(freshBinding()));

        clock.advance(Duration.ofHours(24));
        housekeeping.purge();
        assertThat(partner.get(issued.id()).text("state")).isEqualTo("expired");

        clock.advance(Duration.ofMinutes(10).plusMillis(1));
        housekeeping.purge();
        assertThat(partner.get(issued.id()).outcome()).isEqualTo("404 not_found");
    }
}

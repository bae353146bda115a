package io.twofold.gateway;

import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.awaitTaken;
import static io.twofold.gateway.outside.Gateway.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.FakeTwilio.Handed;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.outside.NoDatabase;
import io.twofold.gateway.outside.Rubbish;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GatewayTest
class FloodedWithRubbish {

    private static final int MANY = 3000;
    /** The workers, who do need the database, complain of its absence now and then. */
    private static final int FEW = MANY / 10;

    @Inject
    AgroalDataSource database;

    @Test
    void itIsRefusedWithoutTheDatabaseAndWithoutALine() throws SQLException {
        CodeRequest request = CodeRequest.text().publish();
        Handed handed = awaitTaken(request);
        awaitState(request, "sent");
        String path = "/v1/webhooks/twilio/messages/" + handed.deliveryId();

        try (NoDatabase _ = new NoDatabase(database)) {
            Rubbish.Outcome outcome = Rubbish.flood(MANY, path, "X-Twilio-Signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");

            assertThat(outcome.statuses()).isEqualTo(Map.of(403, MANY));
            assertThat(outcome.lines()).hasSizeLessThan(FEW);
            assertThat(FakeTwilio.report(handed, "delivered"))
                    .as("what Twilio signed does need it")
                    .isEqualTo(503);
        }

        assertThat(stateOf(request)).isEqualTo("sent");
        assertThat(FakeTwilio.report(handed, "delivered")).isEqualTo(204);
        assertThat(stateOf(request)).isEqualTo("delivered");
    }

    @Test
    void whereNobodyIsItIsRefusedToo() throws SQLException {
        try (NoDatabase _ = new NoDatabase(database)) {
            Rubbish.Outcome outcome = Rubbish.flood(
                    MANY,
                    "/v1/webhooks/nobody/receipts",
                    "X-Signature",
                    UUID.randomUUID().toString());

            assertThat(outcome.statuses()).isEqualTo(Map.of(404, MANY));
            assertThat(outcome.lines()).hasSizeLessThan(FEW);
        }
    }
}

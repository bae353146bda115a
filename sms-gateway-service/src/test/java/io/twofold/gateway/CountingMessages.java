package io.twofold.gateway;

import static io.restassured.RestAssured.given;
import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.awaitTaken;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.token;
import static io.twofold.gateway.outside.Gateway.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Envelope;
import io.twofold.events.EventJson;
import io.twofold.events.PhoneVerified;
import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.FakeTwilio.Conduct;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.testing.Topics;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class CountingMessages {

    private final String client = "counting-" + UUID.randomUUID();

    @Test
    void sendsReceiptsConversionsAndCostAreToldApart() {
        CodeRequest converted = CodeRequest.text().by(client).publish();
        FakeTwilio.report(awaitTaken(converted), "delivered");
        CodeRequest lost = CodeRequest.text().by(client).publish();
        FakeTwilio.report(awaitTaken(lost), "undelivered", "ErrorCode", "30003");
        CodeRequest rejected = CodeRequest.text().by(client);
        FakeTwilio.towards(rejected.number(), Conduct.REJECT_NUMBER);
        rejected.publish();
        awaitState(converted, "delivered");
        awaitState(lost, "undelivered");
        awaitState(rejected, "failed");
        UUID event = UUID.randomUUID();
        verified(converted, event);
        verified(converted, event);

        eventually().untilAsserted(() -> {
            JsonPath row = statistics("by=client").setRootPath("rows.find { it.key == '" + client + "' }");
            assertThat(row.getInt("messages")).isEqualTo(3);
            assertThat(row.getInt("sends")).isEqualTo(2);
            assertThat(row.getInt("receipts")).isEqualTo(2);
            assertThat(row.getInt("delivered")).isEqualTo(1);
            assertThat(row.getInt("undelivered")).isEqualTo(1);
            assertThat(row.getInt("failed")).isEqualTo(1);
            assertThat(row.getInt("conversions")).isEqualTo(1);
            assertThat(row.getFloat("cost")).isEqualTo(0.0158f);
        });
    }

    @Test
    void theNewestSendIsTheOneThatConverted() {
        CodeRequest first = CodeRequest.text().by(client).publish();
        awaitState(first, "sent");
        CodeRequest second = first.again().publish();
        awaitState(second, "sent");
        verified(first, UUID.randomUUID());

        eventually()
                .untilAsserted(() -> assertThat(value(
                                "select send from delivery where converted_at is not null and challenge_id = ?",
                                first.challengeId()))
                        .isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource({"country, US", "prefix, +1408209", "provider, twilio", "channel, sms", "purpose, sign_in"})
    void theyAreToldApartByWhateverIsAsked(String by, String key) {
        CodeRequest request = CodeRequest.text().to("+14082091234").by(client).publish();
        awaitState(request, "sent");

        JsonPath row = statistics("by=" + by).setRootPath("rows.find { it.key == '" + key + "' }");
        assertThat(row.getInt("sends")).isPositive();
    }

    @Test
    void timeIsCutIntoStretches() {
        CodeRequest request = CodeRequest.text().publish();
        awaitState(request, "sent");

        JsonPath hours = statistics("by=country&bucket=hour");
        assertThat(hours.getString("bucket")).isEqualTo("hour");
        assertThat(hours.getString("rows.find { it.key == 'US' }.at")).endsWith(":00:00Z");
        JsonPath longAgo = statistics("from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z");
        assertThat(longAgo.getList("rows")).isEmpty();
        assertThat(longAgo.getString("currency")).isEqualTo("USD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "by=moon",
                "bucket=year",
                "from=yesterday",
                "to=2026-13-01T00:00:00Z",
                "from=2020-01-01T00:00:00Z",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "by=country'--",
                "from=-999999999-01-01T00:00:00Z"
            })
    void nonsenseIs422(String query) {
        given().auth()
                .oauth2(token("operator", "gateway-admin"))
                .get("/v1/statistics?" + query)
                .then()
                .statusCode(422)
                .body("code", equalTo("validation_failed"));
    }

    @Test
    void onlyOperatorsMayAsk() {
        given().get("/v1/statistics").then().statusCode(401);
        given().auth()
                .oauth2(token("partner", "messages"))
                .get("/v1/statistics")
                .then()
                .statusCode(403);
    }

    @Test
    void aViolationNamesItsField() {
        given().auth()
                .oauth2(token("operator", "gateway-admin"))
                .get("/v1/statistics?by=moon")
                .then()
                .body("violations.field", contains("by"));
    }

    private static JsonPath statistics(String query) {
        return given().auth()
                .oauth2(token("operator", "gateway-admin"))
                .get("/v1/statistics?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void verified(CodeRequest request, UUID event) {
        PhoneVerified fact = new PhoneVerified(
                request.challengeId(), "binding", "sign_in", "sms", "US", "•••42", request.client(), Instant.now());
        Envelope<PhoneVerified> envelope =
                Envelope.of(event.toString(), request.challengeId(), null, Instant.now(), 3, null, fact);
        Topics.publish(
                "otp.events", envelope.key(), CloudEventHeaders.of(envelope), new String(EventJson.write(fact), UTF_8));
    }
}

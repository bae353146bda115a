package io.twofold.gateway;

import static io.restassured.RestAssured.given;
import static io.twofold.gateway.outside.Gateway.awaitAnHourWithRoom;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.get;
import static io.twofold.gateway.outside.Gateway.sql;
import static io.twofold.gateway.outside.Gateway.token;
import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.FakeTwilio.Handed;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.testing.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class SendingAMessage {

    private static final AtomicInteger FRESH = new AtomicInteger(6_000_000);

    private final String number = "+1408" + FRESH.getAndIncrement();

    @Test
    void aNoticeReachesThePhoneInThePersonsLanguage() {
        String id = send(notice("phone_number_added", "{\"lastDigits\":\"42\"}", "es-MX"));

        Handed handed = awaitTaken();
        assertThat(handed.form().getOrDefault("Body", ""))
                .startsWith("Twofold: el teléfono que termina en 42 pertenece ahora a su cuenta.")
                .doesNotContain("@localhost");
        awaitState(id, "sent");
        get("/v1/deliveries/" + id, "partner")
                .body("template", equalTo("phone_number_added"))
                .body("$", not(hasKey("challengeId")))
                .body("attempts[0].segments", equalTo(1))
                .body("attempts[0].cost.amount", equalTo(0.0079f))
                .body("attempts[0].cost.currency", equalTo("USD"));
        FakeTwilio.report(handed, "delivered");
        awaitState(id, "delivered");
        eventually()
                .untilAsserted(() -> assertThat(
                                Topics.read("sms-gateway.events").about(id))
                        .hasSize(2)
                        .allSatisfy(record -> assertThat(record.value()).doesNotContain(number, "challengeId")));
        get("/v1/deliveries/" + id, "stranger").statusCode(404);
    }

    @Test
    void aNoticeIsSpokenWhereItIsWanted() {
        String id = send("""
                {"to":"%s","template":"two_factor_disabled","channel":"voice","locale":"de"}""".formatted(number));

        assertThat(awaitTaken().form().getOrDefault("Twiml", "").split("ausgeschaltet", -1))
                .hasSize(3);
        awaitState(id, "sent");
        get("/v1/deliveries/" + id, "partner")
                .body("attempts[0]", not(hasKey("segments")))
                .body("attempts[0].cost.amount", equalTo(0.013f));
    }

    @Test
    void theNumberMayComeInEachForm() {
        for (String to : List.of(
                "\"" + number + "\"",
                "{\"number\":\"" + number + "\"}",
                "{\"country\":\"us\",\"number\":\"(408) " + number.substring(5) + "\"}")) {
            send("{\"to\":" + to + ",\"template\":\"recovery_changed\"}");
        }
        eventually().until(() -> FakeTwilio.takenFor(number).size() == 3);
    }

    @Test
    void theSameKeyIsOneMessage() {
        String key = UUID.randomUUID().toString();
        String body = notice("recovery_changed", "{}", "en");
        String first = post(body, "partner", key).statusCode(202).extract().path("deliveryId");
        String second = post(body, "partner", key).statusCode(202).extract().path("deliveryId");

        assertThat(second).isEqualTo(first);
        post(notice("two_factor_enabled", "{}", "en"), "partner", key)
                .statusCode(422)
                .body("code", equalTo("idempotency_key_reused"));
        awaitState(first, "sent");
        assertThat(FakeTwilio.requestsFor(number)).isEqualTo(1);
    }

    @Test
    void sixtyFourAtOnceWithOneKeyAreOneMessage() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = notice("recovery_changed", "{}", "en");
        String token = token("partner", "messages");
        CyclicBarrier start = new CyclicBarrier(64);
        Set<String> ids = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 64)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return request(token, key).body(body).post("/v1/messages");
                    }))
                    .toList();
            for (var answer : answers) {
                var response = answer.get();
                assertThat(response.statusCode()).isIn(202, 409, 503);
                if (response.statusCode() == 202) {
                    ids.add(response.path("deliveryId"));
                }
            }
        }
        assertThat(ids).hasSize(1);
        eventually().until(() -> FakeTwilio.requestsFor(number) == 1);
    }

    /** Forty a day go to Norway. */
    @Test
    void sixtyFourAtOnceNearTheEndOfABudgetAreAnsweredAndNeverTooMany() throws Exception {
        awaitAnHourWithRoom();
        String token = token("partner", "messages");
        CyclicBarrier start = new CyclicBarrier(64);
        List<String> ids = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 64)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return request(token, UUID.randomUUID().toString())
                                .body("{\"to\":\"+47406120" + (10 + i) + "\",\"template\":\"recovery_changed\"}")
                                .post("/v1/messages");
                    }))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(202);
                ids.add(answer.get().path("deliveryId"));
            }
        }
        eventually()
                .until(() -> ids.stream()
                                .filter(id -> "limit_country".equals(reasonOf(id)))
                                .count()
                        == 24);
    }

    @Test
    void aClientsOwnTemplateIsForItAlone() {
        String body = "{\"to\":\"%s\",\"template\":\"parcel\",\"parameters\":{\"place\":\"Tor 7\"},\"locale\":\"ar\"}"
                .formatted(number);
        post(body, "stranger", null)
                .statusCode(422)
                .body("code", equalTo("unknown_template"))
                .body("templates", not(hasItem("parcel")));
        post(body, "partner", null).statusCode(202);
        assertThat(awaitTaken().form().getOrDefault("Body", ""))
                .isEqualTo("\u2068Twofold\u2069: طردك في \u2068Tor 7\u2069");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"place\":\"evil.example\"}; parameters.place",
                "{\"place\":\"a\\nb\"}; parameters.place",
                "{}; parameters.place",
                "{\"place\":\"A\",\"town\":\"B\"}; parameters.town"
            })
    void whatATemplateDoesNotAllowIs422(String parameters, String field) {
        post("{\"to\":\"%s\",\"template\":\"parcel\",\"parameters\":%s}".formatted(number, parameters), "partner", null)
                .statusCode(422)
                .body("code", equalTo("validation_failed"))
                .body("violations.field", contains(field));
    }

    @ParameterizedTest
    @CsvSource({
        "+14085, invalid_phone_number",
        "hello, invalid_phone_number",
        "+19005550123, phone_number_not_allowed",
        "+18005550123, phone_number_not_allowed",
        "+442070313000, phone_number_not_allowed",
        "+870773111632, country_not_supported"
    })
    void aNumberThatCantBeUsedIs422(String bad, String code) {
        post("{\"to\":\"%s\",\"template\":\"recovery_changed\"}".formatted(bad), "partner", null)
                .statusCode(422)
                .body("code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"to\":{},\"template\":\"recovery_changed\"}",
                "{\"to\":7,\"template\":\"recovery_changed\"}",
                "{\"to\":{\"number\":7},\"template\":\"recovery_changed\"}",
                "{\"to\":\"+14085550123\"}",
                "{\"to\":\"+14085550123\",\"template\":\"recovery_changed\",\"channel\":\"fax\"}",
                "{\"to\":\"+14085550123\",\"template\":\"recovery_changed\",\"locale\":\"no tag\"}",
                "{\"to\":\"+14085550123\",\"template\":\"recovery_changed\",\"parameters\":{\"a\":null}}",
                "{\"to\":\"+14085550123\",\"template\":\"recovery_changed\",\"parameters\":{\"a\":7}}",
                "{\"to\":\"+14085550123\",\"template\":\"recovery_changed\",\"parameters\":[]}"
            })
    void nonsenseIs422(String body) {
        post(body, "partner", null).statusCode(422).body("code", equalTo("validation_failed"));
    }

    @Test
    void theRightTokenIsNeeded() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/messages")
                .then()
                .statusCode(401);
        request(token("partner", "gateway-admin"), null)
                .body("{}")
                .post("/v1/messages")
                .then()
                .statusCode(403);
    }

    @Test
    void aPreviewShowsSegmentsAndCostInEachLanguageAndSendsNothing() {
        Object before = value("select count(*) from delivery");
        preview("{\"template\":\"phone_number_added\",\"parameters\":{\"lastDigits\":\"42\"},\"country\":\"US\"}")
                .statusCode(200)
                .body("previews", hasSize(14))
                .body("previews.find { it.locale == 'en' }.encoding", equalTo("gsm_7"))
                .body("previews.find { it.locale == 'en' }.segments", equalTo(1))
                .body("previews.find { it.locale == 'en' }.cost.amount", equalTo(0.0079f))
                .body("previews.find { it.locale == 'hi' }.encoding", equalTo("ucs_2"))
                .body("previews.find { it.locale == 'hi' }.segments", equalTo(2))
                .body("previews.find { it.locale == 'hi' }.cost.amount", equalTo(0.0158f));
        preview("{\"template\":\"recovery_changed\",\"locale\":\"zh-TW\",\"channel\":\"voice\"}")
                .statusCode(200)
                .body("previews.locale", contains("zh-Hant"))
                .body("previews[0]", not(hasKey("segments")))
                .body("previews[0]", not(hasKey("cost")));
        preview("{\"template\":\"nothing\"}").statusCode(422).body("code", equalTo("unknown_template"));
        assertThat(value("select count(*) from delivery")).isEqualTo(before);
    }

    @Test
    void whatIsSaidAndToWhomIsSealedUntilItIsSentAndGoneAfterwards() {
        FakeTwilio.towards(number, FakeTwilio.Conduct.REFUSE_FOR_AN_HOUR, FakeTwilio.Conduct.TAKE);
        String id = send(
                "{\"to\":\"%s\",\"template\":\"parcel\",\"parameters\":{\"place\":\"Geheim 7\"}}".formatted(number));
        eventually()
                .until(() ->
                        value("select 1 from delivery where id = ?::uuid and state = 'QUEUED' and attempts = 1", id)
                                != null);
        assertThat(String.valueOf(
                        value("select encode(content, 'escape') || d::text from delivery d where id = ?::uuid", id)))
                .contains("partner")
                .doesNotContain("Geheim", number.substring(2));

        sql("update delivery set due_at = now() where id = ?::uuid and content is not null", id);
        awaitState(id, "sent");
        assertThat(value("select content is null from delivery where id = ?::uuid", id))
                .isEqualTo(true);
    }

    private String notice(String template, String parameters, String locale) {
        return "{\"to\":{\"number\":\"%s\"},\"template\":\"%s\",\"parameters\":%s,\"locale\":\"%s\"}"
                .formatted(number, template, parameters, locale);
    }

    private static String send(String body) {
        return post(body, "partner", null).statusCode(202).extract().path("deliveryId");
    }

    private static @Nullable Object reasonOf(String id) {
        return value("select reason from delivery where id = ?::uuid", id);
    }

    private Handed awaitTaken() {
        return eventually()
                .until(() -> FakeTwilio.takenFor(number), taken -> taken.size() == 1)
                .getFirst();
    }

    private static void awaitState(String id, String state) {
        eventually().untilAsserted(() -> get("/v1/deliveries/" + id, "partner").body("state", equalTo(state)));
    }

    private static ValidatableResponse post(String body, String client, @Nullable String key) {
        return request(token(client, "messages"), key)
                .body(body)
                .post("/v1/messages")
                .then();
    }

    private static ValidatableResponse preview(String body) {
        return request(token("partner", "messages"), null)
                .body(body)
                .post("/v1/messages/preview")
                .then();
    }

    private static RequestSpecification request(String token, @Nullable String key) {
        RequestSpecification request = given().auth().oauth2(token).contentType("application/json; charset=UTF-8");
        return key == null ? request : request.header("Idempotency-Key", key);
    }
}

package io.twofold.gateway.lookup;

import static io.restassured.RestAssured.given;
import static io.twofold.gateway.outside.Gateway.awaitAnHourWithRoom;
import static io.twofold.gateway.outside.Gateway.sql;
import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.ValidatableResponse;
import io.twofold.gateway.lookup.Operator.Conduct;
import io.twofold.gateway.outside.Gateway;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.outside.Spans;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class LookingUpANumber {

    private static final Operator OPERATOR = FakeOperator.OPERATOR;
    private static final AtomicInteger FRESH = new AtomicInteger(5_000_000);

    @Inject
    LookupCache cache;

    @Inject
    LookupBudget budget;

    @Inject
    MeterRegistry meters;

    @Test
    void saysWhatTheSourceKnows() {
        String number = aNumber();
        OPERATOR.knows(number, "nonFixedVoip", "Example Mobile", "2026-01-30T10:00:00Z");
        lookUp(Map.of("number", number))
                .statusCode(200)
                .body("country", equalTo("US"))
                .body("type", equalTo("voip"))
                .body("carrier", equalTo("Example Mobile"))
                .body("simSwappedAt", equalTo("2026-01-30T10:00:00Z"))
                .body("source", equalTo("twilio"));
    }

    @Test
    void takesANumberInEachOfItsForms() {
        for (Object body : List.of(
                Map.of("number", "+14089742042"),
                Map.of("country", "US", "number", "(408) 974-2042"),
                Map.of("number", Map.of("country", "us", "number", "４０８９７４２０４２")))) {
            lookUp(body).statusCode(200).body("type", equalTo("landline_or_mobile"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"number\":\"\"}",
                "{\"number\":\"123\"}",
                "{\"number\":\"(408) 974-2042\"}",
                "{\"country\":\"DE\",\"number\":\"+14089742042\"}",
                "{\"number\":{\"country\":7,\"number\":\"+14089742042\"}}",
                "{\"number\":{}}",
                "{\"number\":[]}",
                "{\"number\":4089742042}"
            })
    void whatIsNoNumberIs422(String body) {
        given().auth()
                .oauth2(Gateway.token("otp", "lookups"))
                .contentType("application/json")
                .body(body)
                .post("/v1/lookups")
                .then()
                .statusCode(422)
                .body("code", equalTo("invalid_phone_number"));
    }

    @Test
    void needsItsScopeAndANumber() {
        given().contentType("application/json")
                .body("{}")
                .post("/v1/lookups")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(Gateway.token("otp", "messages"))
                .contentType("application/json")
                .body("{}")
                .post("/v1/lookups")
                .then()
                .statusCode(403);
        lookUp(Map.of()).statusCode(422).body("code", equalTo("validation_failed"));
    }

    @Test
    void whatNobodyKnowsIsWhatTheNumberTells() {
        lookUp(Map.of("number", aNumber()))
                .statusCode(200)
                .body("type", equalTo("landline_or_mobile"))
                .body("carrier", nullValue())
                .body("simSwappedAt", nullValue())
                .body("source", equalTo("libphonenumber"));
        lookUp(Map.of("number", "+33612345678"))
                .body("type", equalTo("mobile"))
                .body("source", equalTo("libphonenumber"));
    }

    @Test
    void aSourceInTroubleIsNotANo() {
        String number = aNumber();
        OPERATOR.knows(number, "mobile", "Example Mobile", "2026-01-30T10:00:00Z");
        OPERATOR.towards(number, Conduct.STALL);
        double before = outcomes("twilio", "failed");

        lookUp(Map.of("number", number))
                .statusCode(200)
                .body("simSwappedAt", nullValue())
                .body("source", equalTo("libphonenumber"))
                .body("unanswered", contains("twilio"));
        assertThat(outcomes("twilio", "failed")).isEqualTo(before + 1);

        OPERATOR.towards(number, Conduct.ANSWER);
        lookUp(Map.of("number", number)).body("source", equalTo("twilio")).body("$", not(hasKey("unanswered")));
    }

    @Test
    void anAnswerWithoutAllItsPartsIsNotKept() {
        String number = aNumber();
        OPERATOR.knows(number, "mobile", "Example Mobile", "denied");
        lookUp(Map.of("number", number)).body("type", equalTo("mobile")).body("unanswered", contains("twilio"));

        OPERATOR.knows(number, "mobile", "Example Mobile", "2026-01-30T10:00:00Z");
        lookUp(Map.of("number", number)).body("simSwappedAt", equalTo("2026-01-30T10:00:00Z"));
    }

    @Test
    void numbersThatItRefusesDoNotMakeASourcePause() {
        for (int i = 0; i < 8; i++) {
            String number = aNumber();
            OPERATOR.refuses(number, 400);
            lookUp(Map.of("number", number)).body("unanswered", contains("twilio"));
        }
        String number = aNumber();
        OPERATOR.knows(number, "mobile", null, null);
        lookUp(Map.of("number", number)).body("source", equalTo("twilio"));
    }

    @Test
    void aWrongAddressIsTold() {
        String number = aNumber();
        OPERATOR.refuses(number, 404, "<html>Not Found</html>");
        lookUp(Map.of("number", number))
                .statusCode(200)
                .body("source", equalTo("libphonenumber"))
                .body("unanswered", contains("twilio"));
    }

    @Test
    void sourcesAddToOneAnother() {
        String number = String.format("+4915123%06d", FRESH.getAndIncrement() % 1_000_000);
        OPERATOR.knows(number, "mobile", "Beispiel Mobil", "2026-01-30T10:00:00Z");
        lookUp(Map.of("number", number))
                .body("type", equalTo("mobile"))
                .body("carrier", equalTo("Beispiel Mobil"))
                .body("source", equalTo("camara-de+twilio"));
    }

    @Test
    void sixtyFourAtOnceAskOnce() throws Exception {
        String number = aNumber();
        OPERATOR.knows(number, "mobile", "Example Mobile", null);
        int callers = 64;
        CyclicBarrier start = new CyclicBarrier(callers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> questions = IntStream.range(0, callers)
                    .<Callable<String>>mapToObj(_ -> () -> {
                        start.await();
                        return lookUp(Map.of("number", number))
                                .statusCode(200)
                                .extract()
                                .path("source");
                    })
                    .toList();
            for (var answer : threads.invokeAll(questions)) {
                assertThat(answer.get()).isEqualTo("twilio");
            }
        }
        assertThat(OPERATOR.askedFor(number)).isEqualTo(1);
    }

    @Test
    void anAnswerIsKeptSealedForAWhile() throws Exception {
        String number = aNumber();
        OPERATOR.knows(number, "mobile", "A Carrier To Be Sealed", null);
        lookUp(Map.of("number", number));
        OPERATOR.knows(number, "voip", null, null);

        lookUp(Map.of("number", number)).body("type", equalTo("mobile"));
        assertThat(OPERATOR.askedFor(number)).isEqualTo(1);
        assertThat(value("select count(*) from lookup where position('Carrier To Be' in encode(facts, 'escape')) > 0"))
                .isEqualTo(0L);

        sql("update lookup set kept_until = now() - interval '1 second'");
        lookUp(Map.of("number", number)).body("type", equalTo("voip"));
        sql("update lookup set kept_until = now() - interval '1 second'");
        cache.purge();
        assertThat(value("select count(*) from lookup")).isEqualTo(0L);
    }

    @Test
    void aSealedAnswerIsWorthlessInAnotherRow() {
        String number = aNumber();
        String other = aNumber();
        OPERATOR.knows(number, "mobile", null, null);
        OPERATOR.knows(other, "voip", null, null);
        lookUp(Map.of("number", number));
        lookUp(Map.of("number", other));
        sql("update lookup a set facts = b.facts from lookup b where a.number_key <> b.number_key");

        lookUp(Map.of("number", number)).body("type", equalTo("mobile"));
        lookUp(Map.of("number", other)).body("type", equalTo("voip"));
    }

    @Test
    void whatIsReservedForAccountsNobodyElseUsesUp() {
        awaitAnHourWithRoom();
        sql("delete from lookup_budget where source = 'camara-de'");
        for (int i = 0; i < FakeOperator.PER_HOUR; i++) {
            String number = "+4915229" + (100_000 + i);
            OPERATOR.knows(number, "mobile", null, null);
            lookUp(Map.of("number", number)).statusCode(200);
        }
        assertThat(value("select in_hour from lookup_budget where source = 'camara-de'"))
                .isEqualTo(FakeOperator.PER_HOUR / 2);

        String trusted = "+4915229200000";
        OPERATOR.knows(trusted, "mobile", null, "2026-01-30T10:00:00Z");
        lookUp(Map.of("number", trusted, "opensAnAccount", true))
                .body("simSwappedAt", equalTo("2026-01-30T10:00:00Z"))
                .body("source", containsString("camara-de"));
        sql("delete from lookup_budget where source = 'camara-de'");
    }

    @Test
    void whereAllIsReservedNobodyElseAsksNotEvenFirst() throws Exception {
        LookupSource reserved = new Reserved("all-reserved-" + FRESH.getAndIncrement());
        assertThat(budget.take(reserved, false)).isFalse();
        assertThat(budget.take(reserved, true)).isTrue();
        assertThat(budget.take(reserved, false)).isFalse();
    }

    private record Reserved(String id) implements LookupSource {

        @Override
        public boolean serves(String country) {
            return true;
        }

        @Override
        public LookupPolicy policy() {
            return new LookupPolicy(10, 100, 100, Duration.ZERO);
        }

        @Override
        public Answer ask(PhoneNumber number) {
            throw new AssertionError();
        }
    }

    @Test
    void theBudgetIsExactAndBeyondItTheNumberIsUnknown() throws Exception {
        awaitAnHourWithRoom();
        sql("delete from lookup_budget where source = 'camara-de'");
        int callers = FakeOperator.PER_HOUR + 50;
        double before = outcomes("camara-de", "over_budget");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> questions = IntStream.range(0, callers)
                    .<Callable<Integer>>mapToObj(i ->
                            () -> lookUp(Map.of("number", "+4915227" + (100_000 + i), "opensAnAccount", true))
                                    .extract()
                                    .statusCode())
                    .toList();
            for (var answer : threads.invokeAll(questions)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(value("select in_hour from lookup_budget where source = 'camara-de'"))
                .isEqualTo(FakeOperator.PER_HOUR);
        assertThat(outcomes("camara-de", "over_budget")).isEqualTo(before + 50);
        sql("delete from lookup_budget where source = 'camara-de'");
    }

    @Test
    void aNumberIsInNoTraceAndNoMetric() {
        String number = aNumber();
        OPERATOR.knows(number, "mobile", null, null);
        lookUp(Map.of("number", number));
        String digits = number.substring(1);
        assertThat(Spans.ended()).noneMatch(span -> span.contains(digits));
        assertThat(meters.getMeters())
                .noneMatch(meter -> meter.getId().getTags().toString().contains(digits));
    }

    private double outcomes(String source, String outcome) {
        return meters.counter("twofold.gateway.lookups", "source", source, "outcome", outcome)
                .count();
    }

    private static ValidatableResponse lookUp(Object body) {
        return given().auth()
                .oauth2(Gateway.token("otp", "lookups"))
                .contentType("application/json")
                .body(body)
                .post("/v1/lookups")
                .then();
    }

    private static String aNumber() {
        return "+1408" + FRESH.getAndIncrement();
    }
}

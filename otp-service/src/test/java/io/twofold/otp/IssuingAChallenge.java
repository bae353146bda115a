package io.twofold.otp;

import static io.twofold.otp.Client.byCaller;
import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.text;
import static io.twofold.otp.Client.with;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.testing.Databases;
import io.twofold.testing.MutableClock;
import io.twofold.testing.TopicRecord;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@OtpTest
class IssuingAChallenge {

    private final Client partner = Client.partner();

    @Inject
    MutableClock clock;

    @Test
    void aTextIsAnsweredWithWhatThePersonMaySee() {
        Reply issued = partner.issue(text(freshBinding(), "+14089742042"));

        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.text("channel")).isEqualTo("sms");
        assertThat(issued.time("expiresAt")).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(issued.time("resendAvailableAt")).isEqualTo(clock.instant().plusSeconds(30));
        assertThat(issued.number("attemptsLeft")).isEqualTo(5);
        assertThat(issued.body().has("code")).isFalse();
        assertThat(issued.body().path("sentTo").toString()).isEqualTo("""
                        {"country":"US","masked":"(•••) •••-••42","lastDigits":"42","methods":["sms","voice"]}""");
        assertThat(issued.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void theGatewayIsAskedToDeliverASealedCode() {
        String number = freshNumber();
        Reply issued = partner.issue(with(text(freshBinding(), number), "locale", "de"));

        var request = Telephone.requests(issued.id(), 1).getFirst();
        assertThat(request.path("send").asInt()).isEqualTo(1);
        assertThat(request.path("channel").asText()).isEqualTo("sms");
        assertThat(request.path("locale").asText()).isEqualTo("de");
        assertThat(request.path("purpose").asText()).isEqualTo("custom");
        assertThat(request.path("country").asText()).isEqualTo("US");
        assertThat(request.path("client").asText()).isEqualTo("partner");
        assertThat(request.path("expiresAt").asText()).isEqualTo(issued.text("expiresAt"));
        assertThat(Telephone.destinationOf(issued.id(), 1)).isEqualTo(number);
        assertThat(Telephone.codeOf(issued.id(), 1)).matches("[0-9]{6}");
    }

    @Test
    void theFactIsPublishedUnderTheAccountsKey() {
        String account = UUID.randomUUID().toString();
        Reply issued = partner.issue(with(text(freshBinding(), freshNumber()), "accountId", account));

        TopicRecord created = await().atMost(20, SECONDS)
                .until(() -> Topics.read("otp.events").about(issued.id()), found -> !found.isEmpty())
                .getFirst();
        assertThat(created.key()).isEqualTo(account);
        assertThat(created.header("ce_accountid")).isEqualTo(account);
        assertThat(created.header("ce_type")).isEqualTo("twofold.otp.ChallengeCreated.v1");
        assertThat(created.header("ce_source")).isEqualTo("/otp-service");
        assertThat(created.value()).isEqualTo("""
                        {"purpose":"custom","channel":"sms","country":"US","client":"partner","send":1}""");
    }

    @Test
    void neitherNumberNorCodeCanBeReadInTheDatabaseOrOnATopic() throws SQLException {
        String number = freshNumber();
        String binding = freshBinding();
        Reply issued = partner.issue(text(binding, number));
        String code = Telephone.codeOf(issued.id(), 1);
        assertThat(partner.verify(issued.id(), binding, Telephone.otherThan(code))
                        .status())
                .isEqualTo(422);

        String nationalNumber = number.substring(2);
        for (String table : new String[] {"challenge", "send_history", "idempotency_key"}) {
            assertThat(textIn("t::text", table)).doesNotContain(nationalNumber, "\"" + code + "\"", "," + code + ",");
        }
        // A row's text shows bytes in hexadecimal; here they are as they are.
        for (String bytes : new String[] {"code", "sealed_number", "older_codes[1]"}) {
            assertThat(textIn("encode(" + bytes + ", 'escape')", "challenge")).doesNotContain(nationalNumber, code);
        }
        assertThat(textIn("encode(key, 'escape')", "send_history")).doesNotContain(nationalNumber);
        for (String topic : new String[] {"otp.events", "otp.deliveries"}) {
            assertThat(Topics.read(topic).about(issued.id())).isNotEmpty().allSatisfy(record -> {
                assertThat(record.value()).doesNotContain(nationalNumber, "\"" + code + "\"");
                assertThat(record.headers().values()).doesNotContain(code, number);
            });
        }
        byte[] sealed = Base64.getDecoder()
                .decode(Telephone.requests(issued.id(), 1)
                        .getFirst()
                        .path("sealed")
                        .asText());
        assertThat(new String(sealed, ISO_8859_1)).doesNotContain(nationalNumber, code);
    }

    @Test
    void aCallerThatDeliversTheCodeItselfGetsIt() {
        Reply issued = partner.issue(byCaller(freshBinding()));

        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.text("code")).matches("[0-9]{6}");
        assertThat(issued.body().has("sentTo")).isFalse();
        await().atMost(20, SECONDS)
                .until(() -> !Topics.read("otp.events").about(issued.id()).isEmpty());
        assertThat(Topics.read("otp.deliveries").about(issued.id())).isEmpty();
    }

    @Test
    void theSameIdempotencyKeyHasOneEffectAndTheSameAnswer() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = text(freshBinding(), freshNumber());

        Reply first = partner.issue(body, key);
        Reply again = partner.issue(body, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(Telephone.requests(first.id(), 1)).hasSize(1);
        assertThat(partner.issue(with(body, "locale", "ja"), key).outcome()).isEqualTo("422 idempotency_key_reused");
        assertThat(Client.identity()
                        .issue(with(with(body, "purpose", "sign_in"), "binding", freshBinding()), key)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anAnswerWithACodeIsNotKeptForRepeats() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = byCaller(freshBinding());

        Reply first = partner.issue(body, key);
        Reply again = partner.issue(body, key);

        assertThat(again.outcome()).isEqualTo("409 already_done");
        assertThat(again.text("id")).isEqualTo(first.id());
        assertThat(again.body().toString()).doesNotContain(first.text("code"));
    }

    @Test
    void theSameBindingAgainSupersedesTheEarlierChallengeAndGivesNothingBack() {
        String binding = freshBinding();
        Reply first = partner.issue(text(binding, freshNumber()));
        String firstCode = Telephone.codeOf(first.id(), 1);
        assertThat(partner.verify(first.id(), binding, Telephone.otherThan(firstCode))
                        .number("attemptsLeft"))
                .isEqualTo(4);

        assertThat(partner.issue(text(binding, freshNumber())).outcome()).isEqualTo("429 resend_too_soon");
        clock.advance(Duration.ofSeconds(30));
        Reply second = partner.issue(text(binding, freshNumber()));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.number("attemptsLeft")).isEqualTo(4);
        assertThat(second.time("resendAvailableAt")).isEqualTo(clock.instant().plusSeconds(60));
        assertThat(partner.get(first.id()).text("state")).isEqualTo("superseded");
        Reply late = partner.verify(first.id(), binding, firstCode);
        assertThat(late.outcome()).isEqualTo("422 code_superseded");
        assertThat(late.number("attemptsLeft")).isEqualTo(3);
        // The old code typed for the new challenge is told apart as well.
        Reply crossed = partner.verify(second.id(), binding, firstCode);
        assertThat(crossed.outcome()).isEqualTo("422 code_superseded");
        assertThat(crossed.number("attemptsLeft")).isEqualTo(2);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(Telephone.data(
                                Topics.read("otp.deliveries").about(first.id()).ofType(Telephone.WITHDRAWN)))
                        .singleElement()
                        .extracting(withdrawn -> withdrawn.path("send").asInt())
                        .isEqualTo(1));
        assertThat(partner.verify(second.id(), binding, Telephone.codeOf(second.id(), 1))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBindingThatIsOutOfSendsGetsNoNewChallengeUntilItsBudgetIsForgotten() {
        String binding = freshBinding();
        Reply last = partner.issue(byCaller(binding));
        for (int sent = 1; sent < 5; sent++) {
            clock.advance(Duration.ofMinutes(5));
            last = partner.issue(byCaller(binding));
            assertThat(last.status()).isEqualTo(201);
        }
        assertThat(last.time("resendAvailableAt")).isEqualTo(last.time("expiresAt"));
        clock.advance(Duration.ofMinutes(5));

        Reply refused = partner.issue(byCaller(binding));

        assertThat(refused.outcome()).isEqualTo("429 too_many_codes");
        assertThat(refused.retryAfter()).isEqualTo(300);
        clock.advance(Duration.ofHours(24));
        assertThat(partner.issue(byCaller(binding)).status()).isEqualTo(201);
    }

    @Test
    void purposesAreThingsOfTheirOwn() {
        Client identity = Client.identity();
        String binding = freshBinding();
        assertThat(identity.issue(with(byCaller(binding), "purpose", "verify_email"))
                        .status())
                .isEqualTo(201);
        assertThat(identity.issue(with(byCaller(binding), "purpose", "recovery"))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "partner, verify_email",
        "partner, enroll_phone",
        "partner, sign_in",
        "partner, recovery",
        "identity, custom"
    })
    void aPurposeOfAnotherClientIsRefused(String client, String purpose) {
        Reply refused = new Client(client).issue(with(byCaller(freshBinding()), "purpose", purpose));
        assertThat(refused.outcome()).isEqualTo("422 validation_failed");
        assertThat(refused.body().at("/violations/0/field").asText()).isEqualTo("purpose");
    }

    @Test
    void onlyIdentityMaySayThatANumberIsTrusted() {
        Map<String, Object> body = with(
                with(text(freshBinding(), freshNumber()), "proven", true),
                "accountId",
                UUID.randomUUID().toString());
        assertThat(partner.issue(body).body().at("/violations/0/field").asText())
                .isEqualTo("proven");
        assertThat(Client.identity().issue(with(body, "purpose", "sign_in")).status())
                .isEqualTo(201);
    }

    static Stream<Arguments> badRequests() {
        Map<String, Object> good = text("b", "+14089742042");
        return Stream.of(
                Arguments.of("purpose", without(good, "purpose")),
                Arguments.of("purpose", with(good, "purpose", "world_domination")),
                Arguments.of("purpose", with(good, "purpose", 4)),
                Arguments.of("binding", without(good, "binding")),
                Arguments.of("binding", with(good, "binding", "")),
                Arguments.of("binding", with(good, "binding", "b".repeat(129))),
                Arguments.of("binding", with(good, "binding", "a\u0000b")),
                Arguments.of("binding", with(good, "binding", 7)),
                Arguments.of("channel", without(good, "channel")),
                Arguments.of("channel", with(good, "channel", "fax")),
                Arguments.of("channel", with(good, "channel", 0)),
                Arguments.of("destination", without(good, "destination")),
                Arguments.of("destination", with(good, "channel", "caller")),
                Arguments.of("destination.number", with(good, "destination", Map.of("country", "US"))),
                Arguments.of("destination.number", with(good, "destination", Map.of("number", "1".repeat(65)))),
                Arguments.of("accountId", with(good, "accountId", "an account\n")),
                Arguments.of("locale", with(good, "locale", "d")),
                Arguments.of("clientIp", with(good, "clientIp", "nowhere")),
                Arguments.of("proven", with(good, "proven", "yes")));
    }

    private static Map<String, Object> without(Map<String, Object> body, String member) {
        Map<String, Object> less = new LinkedHashMap<>(body);
        less.remove(member);
        return less;
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void aBadRequestIsToldWhereItIsBad(String field, Map<String, Object> body) {
        Reply refused = partner.issue(body);
        assertThat(refused.outcome()).isEqualTo("422 validation_failed");
        assertThat(refused.body().path("violations").findValuesAsText("field")).contains(field);
    }

    @Test
    void aBindingMayBeAnyVisibleText() {
        assertThat(partner.issue(byCaller("Anmeldung Nr. 42 – 電話 " + freshBinding()))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "sms, , 4089742042, 422 invalid_phone_number",
        "sms, FR, +1 408 974 2042, 422 invalid_phone_number",
        "sms, US, (408) 974-2042, 201",
        "voice, us, +1 408 974 2043, 201",
        "sms, XX, 12345, 422 country_not_supported",
        "sms, , +19002345678, 422 phone_number_not_allowed",
        "voice, , +18002345678, 422 phone_number_not_allowed",
        "sms, GB, 056 1234 5678, 422 phone_number_not_allowed",
        "sms, DE, 030 123456, 422 phone_number_not_allowed",
        "voice, DE, 030 123456, 201",
    })
    void numbersAreJudgedBeforeAnythingIsSent(String channel, String country, String number, String outcome) {
        Map<String, Object> destination =
                country == null ? Map.of("number", number) : Map.of("number", number, "country", country);
        Map<String, Object> body = with(with(text(freshBinding(), ""), "destination", destination), "channel", channel);
        assertThat(partner.issue(body).outcome()).isEqualTo(outcome);
    }

    @Test
    void aRefusedNumberIsExplainedToThePerson() {
        Reply refused = partner.issue(text(freshBinding(), "+4930123456"));
        assertThat(refused.text("kind")).isEqualTo("landline");
        assertThat(refused.text("detail")).contains("takes no text messages");
    }

    @Test
    void onlyAServiceTokenWithTheScopeIsLetIn() {
        assertThat(new Client("partner", "messages")
                        .issue(byCaller(freshBinding()))
                        .outcome())
                .isEqualTo("403 forbidden");
    }

    /** What an expression gives for all rows of a table. */
    private static String textIn(String expression, String table) throws SQLException {
        try (var connection = Databases.connect("otp");
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select coalesce(string_agg(" + expression + ", E'\\n'), '') from " + table + " t")) {
            row.next();
            return row.getString(1);
        }
    }
}

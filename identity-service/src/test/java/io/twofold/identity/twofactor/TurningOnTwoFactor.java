package io.twofold.identity.twofactor;

import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.assertReauthenticationRequired;
import static io.twofold.identity.outside.Answers.claim;
import static io.twofold.identity.outside.Answers.retryAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.mailer.MockMailbox;
import io.restassured.response.Response;
import io.twofold.events.SessionsEnded;
import io.twofold.events.TrustedDeviceAdded;
import io.twofold.events.TrustedPhoneNumberAdded;
import io.twofold.events.TwoFactorEnabled;
import io.twofold.identity.outside.Barrier;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Phones;
import io.twofold.identity.outside.Published;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@IdentityTest
class TurningOnTwoFactor {

    @Inject
    TestTime time;

    @Inject
    MockMailbox mailbox;

    @Inject
    TurnOnTwoFactor turnOn;

    @Inject
    Clock clock;

    private Person person;
    private Device device;

    @BeforeEach
    void somebodySignedIn() {
        person = Person.registered();
        device = person.signedIn();
    }

    @Test
    void takesTheCodeThatWasSentToTheNumber() {
        Response challenge = person.enroll(device);
        assertThat(challenge.statusCode()).as(challenge.asString()).isEqualTo(202);
        assertThat(challenge.<String>path("channel")).isEqualTo("sms");
        assertThat(challenge.<Integer>path("attemptsLeft")).isEqualTo(5);
        assertThat(challenge.<String>path("sentTo.masked")).startsWith("(•••) •••-••");
        assertThat(challenge.asString()).doesNotContain(person.number().substring(5));
        Phones.Sent sent = Phones.sentTo(person.number()).getLast();
        assertThat(sent.purpose()).isEqualTo("enroll_phone");
        assertThat(sent.binding()).isEqualTo(challenge.path("enrollmentId"));
        assertThat(sent.proven()).isFalse();

        Response on = verify(challenge, person.code());

        assertThat(on.statusCode()).as(on.asString()).isEqualTo(200);
        assertThat(on.<Boolean>path("enabled")).isTrue();
        assertThat(on.<List<?>>path("phoneNumbers")).hasSize(1);
        assertThat(on.<List<String>>path("phoneNumbers[0].methods")).containsExactly("sms", "voice");
        Device after = device.renewed(on);
        assertThat(claim(after.accessToken(), "acr").toString()).isEqualTo("aal2");
        assertThat(after.sessionId()).isEqualTo(device.sessionId());
        Response account = after.get("/v1/account");
        assertThat(account.<Boolean>path("twoFactor.enabled"))
                .as(account.asString())
                .isTrue();
    }

    @Test
    void endsEveryOtherSessionAndTrustsThisDevice() {
        Device other = person.signedInOn("phone");

        Device after = person.enrolled(device);

        assertThat(other.isSignedIn()).isFalse();
        assertThat(after.isSignedIn()).isTrue();
        assertThat(after.get("/v1/devices").<Boolean>path("devices.find { it.current }.trusted"))
                .isTrue();
        Response again = person.signIn("computer", device.token());
        assertThat(again.<String>path("state")).isEqualTo("complete");
        assertThat(claim(again.path("session.accessToken"), "acr").toString()).isEqualTo("aal1");
    }

    @Test
    void isToldToTheOtherServices() {
        person.signedInOn("phone");
        person.enrolled(device);

        String enabled = Published.of(person.accountId(), TwoFactorEnabled.class)
                .getFirst()
                .value();
        assertThat(enabled).contains("\"method\":\"sms\"");
        assertThat(Published.of(person.accountId(), TrustedPhoneNumberAdded.class))
                .hasSize(1);
        assertThat(Published.of(person.accountId(), TrustedDeviceAdded.class)).hasSize(1);
        String ended =
                Published.of(person.accountId(), SessionsEnded.class).getLast().value();
        assertThat(ended).contains("two_factor_enabled").doesNotContain(device.sessionId());
        assertThat(Published.of(person.accountId(), TrustedPhoneNumberAdded.class)
                        .getFirst()
                        .value())
                .doesNotContain(person.number().substring(5));
    }

    @Test
    void isToldToTheOwnerWithALinkThatUndoesIt() {
        person.enrolled(device);

        await().untilAsserted(() -> assertThat(mailbox.getMailsSentTo(person.email()))
                .anySatisfy(letter -> assertThat(letter.getText()).containsPattern("/two-factor/undo#[\\w-]{43}\n")));
    }

    @Test
    void aWrongCodeSpendsATryAndTheFifthIsTheLast() {
        Response challenge = person.enroll(device);
        for (int left = 4; left >= 0; left--) {
            Response wrong = assertProblem(verify(challenge, person.wrongCode()), 422, "incorrect_code");
            assertThat(wrong.<Integer>path("attemptsLeft")).isEqualTo(left);
        }

        assertThat(retryAfter(assertProblem(verify(challenge, person.code()), 429, "too_many_attempts")))
                .isBetween(1, 900);
        assertProblem(resend(challenge, Map.of()), 429, "too_many_attempts");
        assertThat(device.get(path(challenge)).<String>path("state")).isEqualTo("exhausted");
    }

    @Test
    void anOlderCodeIsToldFromAWrongOneAndSpendsATry() {
        Response challenge = person.enroll(device);
        String first = person.code();
        assertThat(resend(challenge, Map.of()).statusCode()).isEqualTo(202);

        assertProblem(verify(challenge, first), 422, "code_superseded");

        assertThat(device.get(path(challenge)).<Integer>path("challenge.attemptsLeft"))
                .isEqualTo(4);
        assertThat(verify(challenge, person.code()).statusCode()).isEqualTo(200);
    }

    @Test
    void aCallMayBringTheNextCode() {
        Response challenge = person.enroll(device);

        Response again = resend(challenge, Map.of("method", "voice"));

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(202);
        assertThat(again.<String>path("channel")).isEqualTo("voice");
        assertThat(Phones.sentTo(person.number()).getLast().channel()).isEqualTo("voice");
        Device after = device.renewed(verify(challenge, person.code()));
        assertThat(claim(after.accessToken(), "amr").toString()).isEqualTo("[pwd, tel]");
    }

    @Test
    void theNextCodeComesTheSameWayIfNothingIsSaid() {
        Response challenge = person.enroll(device);

        Response again = device.post(path(challenge) + "/resend");

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(202);
        assertThat(again.<String>path("channel")).isEqualTo("sms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"method\":null}"})
    void theNextCodeComesTheSameWayIfNothingElseIsSaid(String body) {
        Response challenge = person.enroll(device);

        Response again = device.post(path(challenge) + "/resend", body);

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(202);
        assertThat(again.<String>path("channel")).isEqualTo("sms");
    }

    @Test
    void aCodeFoundRightInTimeCountsHoweverLateThatIsWrittenDown() {
        Response challenge = person.enroll(device);
        Instant inTime = clock.instant();
        time.pass(Duration.ofMinutes(15));

        TurnOnTwoFactor.Outcome outcome = turnOn.byCode(
                UUID.fromString(challenge.path("enrollmentId")),
                UUID.fromString(person.accountId()),
                challenge.path("challengeId"),
                inTime);

        assertThat(outcome).isInstanceOf(TurnOnTwoFactor.Outcome.On.class);
    }

    @Test
    void theNextCodeComesInNoOtherWay() {
        Response challenge = person.enroll(device);

        assertProblem(resend(challenge, Map.of("method", "fax")), 422, "validation_failed");
        assertProblem(device.post(path(challenge) + "/resend", "{\"method\":"), 400, "malformed_request");
    }

    @Test
    void theNextCodeHasToWait() {
        Response challenge = person.enroll(device);
        try (var _ = Phones.resendingAfter(30)) {
            assertThat(retryAfter(assertProblem(resend(challenge, Map.of()), 429, "resend_too_soon")))
                    .isBetween(1, 30);
        }
    }

    @Test
    void aRightCodeWorksOnce() {
        Response challenge = person.enroll(device);
        String code = person.code();
        Device after = device.renewed(verify(challenge, code));

        assertProblem(after.post(path(challenge) + "/verify", Map.of("code", code)), 409, "code_already_used");
    }

    @Test
    void ofManyRightCodesAtOnceOneSucceeds() {
        Response challenge = person.enroll(device);
        String code = person.code();

        List<Integer> statuses =
                Barrier.atOnce(64, () -> verify(challenge, code).statusCode());

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(statuses.stream().filter(status -> status != 200)).containsOnly(409);
        assertThat(Published.of(person.accountId(), TwoFactorEnabled.class)).hasSize(1);
    }

    @Test
    void ofTwoEnrolmentsTheFirstToSucceedCounts() {
        Response one = person.enroll(device);
        String firstCode = person.code();
        Response two = person.enroll(device);

        Device after = device.renewed(verify(one, firstCode));

        assertProblem(
                after.post(path(two) + "/verify", Map.of("code", person.code())), 409, "two_factor_already_enabled");
    }

    @Test
    void cancellingKillsTheCode() {
        Response challenge = person.enroll(device);
        String code = person.code();

        assertThat(device.delete(path(challenge)).statusCode()).isEqualTo(204);

        assertProblem(verify(challenge, code), 410, "code_expired");
        assertThat(device.get(path(challenge)).<String>path("state")).isEqualTo("cancelled");
        assertThat(Phones.stateOf(challenge.path("challengeId"))).isEqualTo("cancelled");
    }

    @Test
    void cancellingWorksWhileOtpServiceIsDown() {
        Response challenge = person.enroll(device);
        try (var _ = Phones.down()) {
            assertThat(device.delete(path(challenge)).statusCode()).isEqualTo(204);
        }
        assertProblem(verify(challenge, person.code()), 410, "code_expired");
    }

    @Test
    void anExpiredCodeIsTooLate() {
        Response challenge = person.enroll(device);
        try (var _ = Phones.expiring()) {
            assertProblem(verify(challenge, person.code()), 410, "code_expired");
        }
    }

    @Test
    void afterFifteenMinutesEvenAGoodCodeIsTooLate() {
        Response challenge = person.enroll(device);
        time.pass(Duration.ofMinutes(15));
        Device later = device.renewed(person.reauthenticated(device));

        assertProblem(later.post(path(challenge) + "/verify", Map.of("code", person.code())), 410, "code_expired");
        assertThat(later.get(path(challenge)).<String>path("state")).isEqualTo("expired");
    }

    @Test
    void anEnrolmentIsItsSessionsOwn() {
        Response challenge = person.enroll(device);
        Device elsewhere = person.signedInOn("phone");
        Device stranger = Person.registered().signedIn();

        for (Device other : List.of(elsewhere, stranger)) {
            assertProblem(other.get(path(challenge)), 404, "not_found");
            assertProblem(other.delete(path(challenge)), 404, "not_found");
            assertProblem(other.post(path(challenge) + "/verify", Map.of("code", person.code())), 404, "not_found");
            assertProblem(other.post(path(challenge) + "/resend", Map.of()), 404, "not_found");
        }
    }

    @Test
    void needsAFreshSignIn() {
        time.pass(Duration.ofMinutes(5).plusSeconds(1));

        assertReauthenticationRequired(person.enroll(device));
    }

    @Test
    void isRefusedWhereItIsOn() {
        Device after = person.enrolled(device);

        assertProblem(person.enroll(after), 409, "two_factor_already_enabled");
    }

    @Test
    void needsAToken() {
        assertProblem(
                new Device("", "", "nonsense", "", "", "").post("/v1/two-factor/enrollments", Map.of()),
                401,
                "unauthorized");
    }

    @ParameterizedTest
    @CsvSource({
        "US, 12, invalid_phone_number",
        "US, +4930123456, invalid_phone_number",
        "XX, 12345678, country_not_supported",
        ", 4089742042, invalid_phone_number"
    })
    void aBadNumberIsRefused(String country, String number, String code) {
        Map<String, Object> phone =
                country == null ? Map.of("number", number) : Map.of("country", country, "number", number);

        assertProblem(
                device.post("/v1/two-factor/enrollments", Map.of("phoneNumber", phone, "method", "sms")), 422, code);
    }

    @ParameterizedTest
    @CsvSource({
        "422 phone_number_not_allowed, 422, phone_number_not_allowed",
        "422 country_not_supported, 422, country_not_supported",
        "429 too_many_codes 600, 429, too_many_codes",
        "503 delivery_unavailable 30, 503, delivery_unavailable"
    })
    void whatOtpServiceRefusesIsPassedOn(String refusal, int status, String code) {
        try (var _ = Phones.refusing(refusal)) {
            assertProblem(person.enroll(device), status, code);
        }
    }

    @Test
    void isNotAvailableWhileOtpServiceIsDown() {
        try (var _ = Phones.down()) {
            retryAfter(assertProblem(person.enroll(device), 503, "temporarily_unavailable"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"phoneNumber\":{\"number\":\"+14089742042\"}}",
                "{\"phoneNumber\":{\"number\":\"+14089742042\"},\"method\":\"fax\"}",
                "{\"phoneNumber\":{\"number\":14089742042},\"method\":\"sms\"}",
                "{\"phoneNumber\":\"+14089742042\",\"method\":\"sms\"}",
                "{\"phoneNumber\":{\"number\":\"\"},\"method\":\"sms\"}",
                "{\"phoneNumber\":null,\"method\":\"sms\"}"
            })
    void aRequestOfTheWrongShapeIsRefused(String body) {
        assertProblem(device.post("/v1/two-factor/enrollments", body), 422, "validation_failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"12345\"", "\"1234567\"", "\"12345a\"", "\"١٢٣٤٥٦\"", "\"\"", "123456", "null"})
    void aCodeThatIsNotSixDigitsSpendsNoTry(String code) {
        Response challenge = person.enroll(device);

        assertProblem(device.post(path(challenge) + "/verify", "{\"code\":" + code + "}"), 422, "validation_failed");

        assertThat(device.get(path(challenge)).<Integer>path("challenge.attemptsLeft"))
                .isEqualTo(5);
    }

    private Response verify(Response challenge, String code) {
        return device.post(path(challenge) + "/verify", Map.of("code", code));
    }

    private Response resend(Response challenge, Map<String, String> how) {
        return device.post(path(challenge) + "/resend", how);
    }

    private static String path(Response challenge) {
        return "/v1/two-factor/enrollments/" + challenge.path("enrollmentId");
    }
}

package io.twofold.identity.phone;

import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.assertReauthenticationRequired;
import static io.twofold.identity.outside.Answers.retryAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.mailer.MockMailbox;
import io.restassured.response.Response;
import io.twofold.events.TrustedPhoneNumberAdded;
import io.twofold.events.TrustedPhoneNumberRemoved;
import io.twofold.identity.outside.Barrier;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Phones;
import io.twofold.identity.outside.Published;
import io.twofold.identity.outside.TestTime;
import io.twofold.testing.Databases;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IdentityTest
class TrustingPhoneNumbers {

    @Inject
    TestTime time;

    @Inject
    MockMailbox mailbox;

    private Person person;
    private Device device;

    @BeforeEach
    void somebodySignedIn() {
        person = Person.registered();
        device = person.enrolled(person.signedIn());
    }

    @Test
    void oneMoreIsTrustedOnceItsCodeComesBack() {
        String second = Phones.aNumber();

        String id = person.trustedNumber(device, second);

        Response list = device.get("/v1/phone-numbers");
        assertThat(list.<List<String>>path("phoneNumbers.id")).hasSize(2).contains(id);
        assertThat(list.<List<String>>path("phoneNumbers.masked"))
                .allSatisfy(masked -> assertThat(masked).matches("\\(•••\\) •••-••[0-9]{2}"));
        assertThat(list.<List<String>>path("phoneNumbers.verifiedAt")).doesNotContainNull();
        assertThat(Published.of(person.accountId(), TrustedPhoneNumberAdded.class))
                .hasSize(2);
        await().untilAsserted(() -> assertThat(mailbox.getMailsSentTo(person.email()))
                .anySatisfy(letter -> assertThat(letter.getSubject()).contains("phone number was added")));
    }

    @Test
    void isForAccountsWithTwoFactors() {
        Device plain = Person.registered().signedIn();

        assertProblem(add(plain, Phones.aNumber()), 409, "two_factor_not_enabled");
        assertThat(plain.get("/v1/phone-numbers").<List<?>>path("phoneNumbers")).isEmpty();
    }

    @Test
    void theSameNumberTwiceIsRefusedHoweverItIsWritten() {
        String national = person.number().substring(2);

        Response refused =
                device.post("/v1/phone-numbers", Map.of("country", "us", "number", national, "method", "voice"));

        assertProblem(refused, 409, "phone_number_already_trusted");
    }

    @Test
    void fiveAreTheMost() {
        for (int more = 0; more < 4; more++) {
            person.trustedNumber(device, Phones.aNumber());
        }

        assertProblem(add(device, Phones.aNumber()), 409, "too_many_phone_numbers");
    }

    @Test
    void ofManyAddedAtOnceFiveAreTheMost() {
        List<String> numbers = Stream.generate(Phones::aNumber).limit(6).toList();
        List<String> ids = numbers.stream()
                .map(number -> add(device, number).<String>path("verificationId"))
                .toList();

        List<Integer> statuses = Barrier.atOnce(IntStream.range(0, 6)
                .<Callable<Integer>>mapToObj(i -> () -> device.post(
                                "/v1/phone-numbers/verifications/" + ids.get(i) + "/verify",
                                Map.of("code", Phones.codeSentTo(numbers.get(i))))
                        .statusCode())
                .toList());

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(4);
        assertThat(device.get("/v1/phone-numbers").<List<?>>path("phoneNumbers"))
                .hasSize(5);
    }

    @Test
    void anotherOfTheAccountMayBeRemovedButNotTheLast() {
        String second = person.trustedNumber(device, Phones.aNumber());
        String first = device.get("/v1/phone-numbers").path("phoneNumbers[0].id");

        assertThat(device.delete("/v1/phone-numbers/" + first).statusCode()).isEqualTo(204);
        assertProblem(device.delete("/v1/phone-numbers/" + second), 409, "last_phone_number");
        assertProblem(device.delete("/v1/phone-numbers/" + first), 404, "not_found");
        assertThat(Published.of(person.accountId(), TrustedPhoneNumberRemoved.class))
                .hasSize(1);
    }

    @Test
    void ofTwoRemovalsOfTheLastTwoOneIsRefused() {
        person.trustedNumber(device, Phones.aNumber());
        List<String> ids = device.get("/v1/phone-numbers").path("phoneNumbers.id");

        List<Integer> statuses = Barrier.atOnce(ids.stream()
                .<Callable<Integer>>map(
                        id -> () -> device.delete("/v1/phone-numbers/" + id).statusCode())
                .toList());

        assertThat(statuses).containsExactlyInAnyOrder(204, 409);
        assertThat(device.get("/v1/phone-numbers").<List<?>>path("phoneNumbers"))
                .hasSize(1);
    }

    @Test
    void changesNeedTwoFactorsAndAFreshSignIn() {
        String first = device.get("/v1/phone-numbers").path("phoneNumbers[0].id");
        Device trustedButNotProven = Device.of(person.signIn("computer", device.token()));
        assertReauthenticationRequired(add(trustedButNotProven, Phones.aNumber()));
        assertReauthenticationRequired(trustedButNotProven.delete("/v1/phone-numbers/" + first));

        time.pass(Duration.ofMinutes(6));

        assertReauthenticationRequired(add(device, Phones.aNumber()));
        assertReauthenticationRequired(device.delete("/v1/phone-numbers/" + first));
    }

    @Test
    void changesHaveToWaitOnADeviceThatIsTooNew() {
        Device newer = person.signedInWithCode("phone");
        String first = device.get("/v1/phone-numbers").path("phoneNumbers[0].id");

        assertThat(retryAfter(assertProblem(add(newer, Phones.aNumber()), 403, "security_delay")))
                .isBetween(3500, 3600);
        assertProblem(newer.delete("/v1/phone-numbers/" + first), 403, "security_delay");
    }

    @Test
    void aNumberOfAnotherAccountDoesNotExist() {
        Person stranger = Person.registered();
        Device strangersDevice = stranger.enrolled(stranger.signedIn());
        String theirs = strangersDevice.get("/v1/phone-numbers").path("phoneNumbers[0].id");

        assertProblem(device.delete("/v1/phone-numbers/" + theirs), 404, "not_found");
        assertProblem(device.delete("/v1/phone-numbers/nonsense"), 404, "not_found");
    }

    @Test
    void severalAccountsMayTrustTheSame() {
        Person relative = Person.registered();
        Device theirs = relative.enrolled(relative.signedIn());

        assertThat(relative.trustedNumber(theirs, person.number())).isNotBlank();
    }

    @Test
    void verificationsCanBeSentAgainAndCalledOff() {
        Response challenge = add(device, Phones.aNumber());
        String path = "/v1/phone-numbers/verifications/" + challenge.path("verificationId");

        assertThat(device.post(path + "/resend", Map.of("method", "voice")).<String>path("channel"))
                .isEqualTo("voice");
        assertThat(device.get(path).<String>path("state")).isEqualTo("pending");
        assertThat(device.delete(path).statusCode()).isEqualTo(204);
        assertProblem(device.post(path + "/resend", Map.of()), 410, "code_expired");
        assertProblem(
                device.post(
                        "/v1/two-factor/enrollments/" + challenge.path("verificationId") + "/verify",
                        Map.of("code", "000000")),
                404,
                "not_found");
    }

    @Test
    void noNumberLiesInTheDatabaseInClear() throws SQLException {
        String national = person.number().substring(2);
        try (Connection connection = Databases.connect("identity");
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select t::text from trusted_phone_number t union all"
                                + " select v::text from phone_verification v")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).doesNotContain(national);
            }
        }
    }

    private static Response add(Device device, String number) {
        return device.post("/v1/phone-numbers", Map.of("number", number, "method", "sms"));
    }
}

package io.twofold.identity.device;

import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.assertReauthenticationRequired;
import static io.twofold.identity.outside.Answers.retryAfter;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.mailer.MockMailbox;
import io.restassured.response.Response;
import io.twofold.events.SessionsEnded;
import io.twofold.events.TrustedDeviceRemoved;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Published;
import io.twofold.identity.outside.Rows;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@IdentityTest
class UsingDevices {

    @Inject
    TestTime time;

    @Inject
    MockMailbox mailbox;

    private Person person;
    private Device first;

    @BeforeEach
    void somebodySignedIn() {
        person = Person.registered();
        first = person.enrolled(person.signedIn());
    }

    @Test
    void theyAreListedWithTheOneAtHand() {
        Device phone = person.signedInWithCode("phone");

        Response list = phone.get("/v1/devices");

        assertThat(list.<List<String>>path("devices.id")).containsExactlyInAnyOrder(first.deviceId(), phone.deviceId());
        assertThat(list.<List<String>>path("devices.findAll { it.current }.id")).containsExactly(phone.deviceId());
        assertThat(list.<List<String>>path("devices.kind")).containsExactlyInAnyOrder("phone", "computer");
        assertThat(list.<List<Boolean>>path("devices.trusted")).containsOnly(true);
        assertThat(list.asString()).doesNotContain(phone.token());
    }

    @Test
    void onesMayBeCalledSomethingElse() {
        Response renamed = first.patch("/v1/devices/" + first.deviceId(), Map.of("name", "Küche ☕"));

        assertThat(renamed.statusCode()).as(renamed.asString()).isEqualTo(200);
        assertThat(first.get("/v1/devices").<String>path("devices[0].name")).isEqualTo("Küche ☕");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\"}",
                "{\"name\":\"a\\nb\"}",
                "{}",
                "{\"name\":7}",
                "{\"name\":null}",
                "{\"name\":\"a\\u0085b\"}",
                "{\"name\":\"a\\u202Eb\"}"
            })
    void aNameIsOneToSixtyFourCharacters(String body) {
        assertProblem(first.patch("/v1/devices/" + first.deviceId(), body), 422, "validation_failed");
        assertProblem(
                first.patch("/v1/devices/" + first.deviceId(), Map.of("name", "x".repeat(65))),
                422,
                "validation_failed");
    }

    @Test
    void othersDevicesDoNotExist() {
        Device stranger = Person.registered().signedIn();

        assertProblem(first.patch("/v1/devices/" + stranger.deviceId(), Map.of("name", "Mine")), 404, "not_found");
        assertProblem(first.delete("/v1/devices/" + stranger.deviceId()), 404, "not_found");
        assertProblem(first.delete("/v1/devices/" + UUID.randomUUID()), 404, "not_found");
        assertThat(stranger.isSignedIn()).isTrue();
    }

    @Test
    void removingOneEndsItsSessionsAndItsTrust() {
        Device phone = person.signedInWithCode("phone");

        assertThat(first.delete("/v1/devices/" + phone.deviceId()).statusCode()).isEqualTo(204);

        assertThat(phone.isSignedIn()).isFalse();
        assertThat(person.signIn("phone", phone.token()).<String>path("state")).isEqualTo("second_factor_required");
        assertThat(Published.of(person.accountId(), TrustedDeviceRemoved.class)
                        .getFirst()
                        .value())
                .contains(phone.deviceId());
        assertThat(Published.of(person.accountId(), SessionsEnded.class)
                        .getLast()
                        .value())
                .contains(phone.sessionId())
                .contains("device_removed");
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(mailbox.getMailsSentTo(person.email()))
                        .anySatisfy(letter -> assertThat(letter.getSubject()).contains("device was removed")));
    }

    @Test
    void removingOneNeedsTwoFactorsAndAFreshSignIn() {
        Device trustedButNotProven = Device.of(person.signIn("computer", first.token()));
        assertReauthenticationRequired(trustedButNotProven.delete("/v1/devices/" + first.deviceId()));

        time.pass(Duration.ofMinutes(6));

        assertReauthenticationRequired(first.delete("/v1/devices/" + first.deviceId()));
    }

    @Test
    void oneThatIsTooNewMayNotRemoveAnotherForAnHour() {
        Device phone = person.signedInWithCode("phone");
        Response refused = assertProblem(phone.delete("/v1/devices/" + first.deviceId()), 403, "security_delay");
        assertThat(retryAfter(refused)).isBetween(3500, 3600);

        time.pass(Duration.ofHours(1));

        Device later = person.refreshed(phone);
        later = later.renewed(person.reauthenticate(later));
        assertThat(later.delete("/v1/devices/" + first.deviceId()).statusCode()).isEqualTo(204);
    }

    @Test
    void oneThatIsTooNewMayEndSessions() {
        Device phone = person.signedInWithCode("phone");

        assertThat(phone.delete("/v1/sessions").statusCode()).isEqualTo(204);

        assertThat(first.isSignedIn()).isFalse();
    }

    @Test
    void oneThatIsTooNewMayNeitherChangeThePasswordNorDeleteTheAccount() {
        Device phone = person.signedInWithCode("phone");

        assertProblem(
                phone.post(
                        "/v1/account/password",
                        Map.of(
                                "currentPassword",
                                person.password(),
                                "newPassword",
                                "another long phrase " + UUID.randomUUID())),
                403,
                "security_delay");
        assertProblem(phone.delete("/v1/account"), 403, "security_delay");
    }

    @Test
    void aBrowserIsTrustedForThirtyDays() {
        Device browser = person.signedInWithCode("browser", true);
        time.pass(Duration.ofDays(29));
        Device seen = Device.of(person.signIn("browser", browser.token()));
        assertThat(seen.get("/v1/devices").<Object>path("devices.find { it.current }.trustedUntil"))
                .isNotNull();

        time.pass(Duration.ofDays(1));

        assertThat(person.signIn("browser", browser.token()).<String>path("state"))
                .isEqualTo("second_factor_required");
    }

    @Test
    void theEleventhTrustedBrowserTakesThePlaceOfTheOneNotSeenForLongest() {
        Device oldest = person.signedInWithCode("browser", true);
        for (int more = 0; more < 9; more++) {
            person.signedInWithCode("browser", true);
        }
        assertThat(trusted()).isEqualTo(11); // with the computer

        person.signedInWithCode("browser", true);

        assertThat(trusted()).isEqualTo(11);
        assertThat(person.signIn("browser", oldest.token()).<String>path("state"))
                .isEqualTo("second_factor_required");
    }

    @Test
    void aPasswordChangeEndsAllTrust() {
        Device phone = person.signedInWithCode("phone");
        Response changed = first.post(
                "/v1/account/password",
                Map.of(
                        "currentPassword",
                        person.password(),
                        "newPassword",
                        "another long phrase " + UUID.randomUUID()));
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(204);

        assertThat(first.get("/v1/devices").<List<Boolean>>path("devices.trusted"))
                .containsOnly(false);
        assertThat(phone.isSignedIn()).isFalse();
    }

    @Test
    void renamingOneBringsNoTrustBackThatEndsAtTheSameMoment() {
        Response renamed = Rows.whileHeld(
                "select 1 from account a join device d on d.account_id = a.id where d.id = '" + first.deviceId()
                        + "' for update",
                () -> first.patch("/v1/devices/" + first.deviceId(), Map.of("name", "Kitchen")),
                rows -> rows.execute("update device set trusted_at = null where id = '" + first.deviceId() + "'"));

        assertThat(renamed.statusCode()).as(renamed.asString()).isEqualTo(200);
        assertThat(first.get("/v1/devices").<String>path("devices[0].name")).isEqualTo("Kitchen");
        assertThat(trusted()).isZero();
    }

    @Test
    void endingTrustLosesNoRefreshAtTheSameMoment() {
        Device phone = person.signedInWithCode("phone");
        String session = "session where id = '" + phone.sessionId() + "'";
        Response changed = Rows.whileHeld(
                "update session set refresh_digest = '\\x01', previous_digest = '\\x02' where id = '"
                        + phone.sessionId() + "'",
                () -> first.delete("/v1/two-factor"),
                _ -> {});

        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(204);
        assertThat(Rows.count(session + " and refresh_digest = '\\x01' and previous_digest = '\\x02'"))
                .isEqualTo(1);
    }

    @Test
    void aSessionThatEndedMeanwhileRemovesNone() {
        Device phone = person.signedInWithCode("phone");

        Response refused = Rows.whileHeld(
                "select 1 from account where id = '" + person.accountId() + "' for update",
                () -> first.delete("/v1/devices/" + phone.deviceId()),
                rows -> rows.execute("delete from session where id = '" + first.sessionId() + "'"));

        assertProblem(refused, 401, "unauthorized");
        assertThat(phone.isSignedIn()).isTrue();
    }

    private int trusted() {
        return first.get("/v1/devices")
                .<List<?>>path("devices.findAll { it.trusted }")
                .size();
    }
}

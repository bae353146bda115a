package io.twofold.identity.twofactor;

import static io.restassured.RestAssured.given;
import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.assertReauthenticationRequired;
import static io.twofold.identity.outside.Answers.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.twofold.events.SessionsEnded;
import io.twofold.events.TrustedDeviceRemoved;
import io.twofold.events.TrustedPhoneNumberRemoved;
import io.twofold.events.TwoFactorDisabled;
import io.twofold.identity.outside.Barrier;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Person.PendingSignIn;
import io.twofold.identity.outside.Published;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IdentityTest
class TurningOffTwoFactor {

    private static final Pattern LINK = Pattern.compile("#([\\w-]{43})\n");

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
    void erasesNumbersAndTrust() {
        assertThat(device.delete("/v1/two-factor").statusCode()).isEqualTo(204);

        assertThat(device.get("/v1/account").<Boolean>path("twoFactor.enabled")).isFalse();
        assertThat(device.get("/v1/phone-numbers").<List<?>>path("phoneNumbers"))
                .isEmpty();
        assertThat(device.get("/v1/devices").<List<Boolean>>path("devices.trusted"))
                .containsOnly(false);
        assertThat(claim(person.signedIn().accessToken(), "acr").toString()).isEqualTo("aal1");
        assertThat(Published.of(person.accountId(), TwoFactorDisabled.class)
                        .getFirst()
                        .value())
                .contains("turned_off");
        assertThat(Published.of(person.accountId(), TrustedPhoneNumberRemoved.class))
                .hasSize(1);
        assertThat(Published.of(person.accountId(), TrustedDeviceRemoved.class)).hasSize(1);
    }

    @Test
    void leavesNoSecondFactorBehindInASession() {
        device.delete("/v1/two-factor");

        assertThat(claim(person.refreshed(device).accessToken(), "acr").toString())
                .isEqualTo("aal1");
    }

    @Test
    void isPermanentFourteenDaysAfterItWasFirstOn() {
        time.pass(Duration.ofDays(13));
        Device later = twoFactors(person.refreshed(device));
        assertThat(later.delete("/v1/two-factor").statusCode()).isEqualTo(204);
        Device again = person.enrolled(person.signedIn());
        time.pass(Duration.ofDays(1));

        assertProblem(twoFactors(person.refreshed(again)).delete("/v1/two-factor"), 409, "two_factor_permanent");
    }

    @Test
    void isRefusedWhereItIsOff() {
        assertProblem(Person.registered().signedIn().delete("/v1/two-factor"), 409, "two_factor_not_enabled");
    }

    @Test
    void needsTwoFactors() {
        Device trustedButNotProven = Device.of(person.signIn("computer", device.token()));

        Response refused = trustedButNotProven.delete("/v1/two-factor");

        assertReauthenticationRequired(refused);
        assertThat(refused.header("WWW-Authenticate")).contains("acr_values=\"aal2\"");
    }

    @Test
    void needsAFreshSignIn() {
        time.pass(Duration.ofMinutes(6));

        assertReauthenticationRequired(device.delete("/v1/two-factor"));
    }

    @Test
    void onADeviceThatIsTooNewHasToWait() {
        Device newer = person.signedInWithCode("phone");

        assertProblem(newer.delete("/v1/two-factor"), 403, "security_delay");
    }

    @Test
    void byTheLinkOfTheLetterEndsEverythingThatWasSignedIn() {
        Device thief = person.signedInWithCode("phone");
        PendingSignIn pending = person.signingIn("tablet");
        String code = person.code();

        assertThat(undo(linkToken()).statusCode()).isEqualTo(204);

        assertThat(device.isSignedIn()).isFalse();
        assertThat(thief.isSignedIn()).isFalse();
        assertProblem(person.signIn("computer", device.token()), 401, "invalid_credentials");
        assertProblem(pending.verify(code), 410, "sign_in_expired");
        assertThat(Published.of(person.accountId(), TwoFactorDisabled.class)
                        .getFirst()
                        .value())
                .contains("undone");
        assertThat(Published.of(person.accountId(), SessionsEnded.class)
                        .getLast()
                        .value())
                .contains("\"all\":true");
    }

    @Test
    void byTheLinkWorksOnce() {
        String token = linkToken();

        List<Integer> statuses = Barrier.atOnce(8, () -> undo(token).statusCode()).stream()
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(204, 410, 410, 410, 410, 410, 410, 410);
    }

    @Test
    void byTheLinkIsTooLateAfterFourteenDays() {
        String token = linkToken();
        time.pass(Duration.ofDays(14));

        assertProblem(undo(token), 410, "undo_link_expired");
    }

    @Test
    void byOwnerKillsTheLink() {
        String token = linkToken();
        device.delete("/v1/two-factor");

        assertProblem(undo(token), 410, "undo_link_expired");
    }

    @Test
    void byAnInventedLinkIsRefused() {
        assertProblem(undo("invented"), 410, "undo_link_expired");
    }

    private Device twoFactors(Device onDevice) {
        PendingSignIn pending = PendingSignIn.of(person.reauthenticate(onDevice));
        return onDevice.renewed(pending.verify(person.code()));
    }

    private String linkToken() {
        await().untilAsserted(() ->
                assertThat(letters()).anyMatch(letter -> LINK.matcher(letter).find()));
        Matcher link = LINK.matcher(String.join("\n", letters()));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private List<String> letters() {
        return mailbox.getMailsSentTo(person.email()).stream()
                .map(Mail::getText)
                .toList();
    }

    private static Response undo(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", token))
                .post("/v1/two-factor/undo");
    }
}

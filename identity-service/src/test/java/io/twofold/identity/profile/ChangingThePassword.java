package io.twofold.identity.profile;

import static io.restassured.RestAssured.given;
import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.assertReauthenticationRequired;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.twofold.events.PasswordChanged;
import io.twofold.events.SessionsEnded;
import io.twofold.identity.outside.Barrier;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Mailbox;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Person.PendingSignIn;
import io.twofold.identity.outside.Published;
import io.twofold.identity.outside.Rows;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IdentityTest
class ChangingThePassword {

    private static final String NEW = "another horse, another staple";

    @Inject
    TestTime time;

    @Inject
    Clock clock;

    private Person person;
    private Device device;

    @BeforeEach
    void signIn() {
        person = Person.registered();
        device = person.signedIn();
    }

    @Test
    void makesTheNewOneGoodAndTheOldOneWorthless() {
        assertThat(change(person.password(), NEW).statusCode()).isEqualTo(204);

        assertProblem(signIn(person.password()), 401, "invalid_credentials");
        assertThat(signIn(NEW).statusCode()).isEqualTo(200);
    }

    @Test
    void endsEveryOtherSessionButNotThisOne() {
        Device other = person.signedInOn("phone");

        change(person.password(), NEW);

        assertThat(other.isSignedIn()).isFalse();
        assertThat(device.isSignedIn()).isTrue();
        assertThat(Published.of(person.accountId(), SessionsEnded.class))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.value()).contains(other.sessionId()).contains("password_changed"));
    }

    @Test
    void isToldToOtherServicesAndToTheOwner() {
        change(person.password(), NEW);

        assertThat(Published.of(person.accountId(), PasswordChanged.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(JsonPath.from(event.value()).getString("reason")).isEqualTo("changed");
                    assertThat(JsonPath.from(event.value()).getString("changedAt"))
                            .isNotBlank();
                });
        assertThat(Mailbox.letterTo(person.email(), "password was changed").getText())
                .contains("127.0.0.1");
    }

    @Test
    void endsTrustInDevicesAndSignInsUnderWay() {
        Device trusted = person.enrolled(device);
        PendingSignIn pending = person.signingIn("phone");
        String code = person.code();

        assertThat(trusted.post(
                                "/v1/account/password",
                                Map.of("currentPassword", person.password(), "newPassword", NEW))
                        .statusCode())
                .isEqualTo(204);

        assertProblem(pending.verify(code), 410, "sign_in_expired");
        assertThat(signIn(NEW, trusted.token()).<String>path("state")).isEqualTo("second_factor_required");
    }

    @Test
    void isRefusedWithoutTheCurrentOne() {
        assertProblem(change("not the password", NEW), 401, "invalid_credentials");
        assertThat(signIn(person.password()).statusCode()).isEqualTo(200);
    }

    @Test
    void isRefusedLongAfterTheSignIn() {
        time.pass(Duration.ofMinutes(5).plusSeconds(2));

        assertReauthenticationRequired(change(person.password(), NEW));
    }

    @Test
    void saysWhatIsWrongWithTheNewOne() {
        Response answer = change(person.password(), person.email());

        assertProblem(answer, 422, "weak_password");
        assertThat(answer.<List<String>>path("reasons")).containsExactly("like_email");
    }

    @Test
    void succeedsOnceOfManyAtOnce() {
        List<Callable<Integer>> changes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String wanted = "one of many " + UUID.randomUUID();
            changes.add(() -> change(person.password(), wanted).statusCode());
        }

        assertThat(Barrier.atOnce(changes))
                .containsOnlyOnce(204)
                .filteredOn(status -> status != 204)
                .containsOnly(401);
        assertThat(Published.of(person.accountId(), PasswordChanged.class)).hasSize(1);
    }

    @Test
    void letsNoSessionBeOpenedByTheOldOneAtTheSameMoment() {
        List<Callable<Response>> work = new ArrayList<>();
        work.add(() -> change(person.password(), NEW));
        for (int i = 0; i < 12; i++) {
            work.add(() -> signIn(person.password()));
        }

        List<Response> answers = Barrier.atOnce(work);

        assertThat(answers.getFirst().statusCode()).isEqualTo(204);
        assertThat(Rows.count("session where account_id = '" + person.accountId() + "'"))
                .as("whoever signed in with the old password was signed out again")
                .isEqualTo(1);
        assertThat(device.isSignedIn()).isTrue();
    }

    @Test
    void isNotForASessionThatEndedMeanwhile() {
        Response refused = Rows.whileHeld(
                "select 1 from account where id = '" + person.accountId() + "' for update",
                () -> change(person.password(), NEW),
                rows -> rows.execute("delete from session where id = '" + device.sessionId() + "'"));

        assertProblem(refused, 401, "unauthorized");
        assertThat(signIn(person.password()).statusCode()).isEqualTo(200);
    }

    @Test
    void happensAfterTheLastTokenOfTheSessionsItEnds() {
        Device other = person.signedInOn("phone");
        AtomicReference<Instant> lastToken = new AtomicReference<>(Instant.EPOCH);
        Rows.whileHeld(
                "select 1 from session where id = '" + other.sessionId() + "' for update",
                () -> change(person.password(), NEW),
                _ -> lastToken.set(clock.instant()));

        String changedAt = JsonPath.from(Published.of(person.accountId(), PasswordChanged.class)
                        .getFirst()
                        .value())
                .getString("changedAt");
        assertThat(Instant.parse(changedAt)).isAfterOrEqualTo(lastToken.get().truncatedTo(ChronoUnit.MILLIS));
    }

    private Response change(String current, String chosen) {
        return device.post("/v1/account/password", Map.of("currentPassword", current, "newPassword", chosen));
    }

    private Response signIn(String password) {
        return signIn(password, "unknown");
    }

    private Response signIn(String password, String deviceToken) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "email", person.email(),
                        "password", password,
                        "device", Map.of("name", "A laptop", "kind", "computer", "token", deviceToken)))
                .post("/v1/sign-ins");
    }
}

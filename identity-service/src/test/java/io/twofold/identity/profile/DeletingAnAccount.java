package io.twofold.identity.profile;

import static io.restassured.RestAssured.given;
import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.assertReauthenticationRequired;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.twofold.events.AccountDeleted;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Mailbox;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Phones;
import io.twofold.identity.outside.Published;
import io.twofold.identity.outside.Rows;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IdentityTest
class DeletingAnAccount {

    @Inject
    TestTime time;

    @Inject
    EraseAccounts eraseAccounts;

    private Person person;
    private Device device;

    @BeforeEach
    void signIn() {
        person = Person.registered();
        device = person.signedIn();
    }

    @Test
    void endsItAtOnce() {
        assertThat(device.delete("/v1/account").statusCode()).isEqualTo(202);

        assertThat(device.isSignedIn()).isFalse();
        assertProblem(person.signIn("computer", device.token()), 401, "invalid_credentials");
        assertThat(Published.of(person.accountId(), AccountDeleted.class)).hasSize(1);
        assertThat(Mailbox.letterTo(person.email(), "deleted")).isNotNull();
    }

    @Test
    void erasesItsRowsWithinTheDay() {
        device.delete("/v1/account");
        eraseAccounts.erase();
        assertThat(rows()).as("an operator can still help").isEqualTo(1);

        time.pass(Duration.ofMinutes(61));
        eraseAccounts.erase();

        assertThat(rows()).isZero();
        assertThat(Rows.count("device where account_id = '" + person.accountId() + "'"))
                .isZero();
    }

    @Test
    void makesTheAddressFree() {
        device.delete("/v1/account");

        Response begun = given().contentType(ContentType.JSON)
                .body(Map.of("email", person.email(), "password", person.password()))
                .post("/v1/registrations");
        String registration = begun.path("registrationId");
        Response confirmed = given().header("Flow-Token", begun.<String>path("flowToken"))
                .contentType(ContentType.JSON)
                .body(Map.of("code", Phones.sentFor(registration).getLast().code()))
                .post("/v1/registrations/" + registration + "/code");

        assertThat(confirmed.statusCode()).isEqualTo(201);
        assertThat(confirmed.<String>path("accountId")).isNotEqualTo(person.accountId());
    }

    @Test
    void needsAFreshSignIn() {
        time.pass(Duration.ofMinutes(5).plusSeconds(2));

        assertReauthenticationRequired(device.delete("/v1/account"));
        assertThat(device.isSignedIn()).isTrue();
    }

    @Test
    void isPrecededByLookingAtIt() {
        Response account = device.get("/v1/account");

        assertThat(account.<String>path("accountId")).isEqualTo(person.accountId());
        assertThat(account.<String>path("email")).isEqualTo(person.email());
        assertThat(account.<String>path("locale")).isEqualTo("en");
        assertThat(account.<Boolean>path("twoFactor.enabled")).isFalse();
        assertThat(account.<Boolean>path("recoveryKey.set")).isFalse();
    }

    private long rows() {
        return Rows.count("account where id = '" + person.accountId() + "'");
    }
}

package io.twofold.identity.session;

import static io.restassured.RestAssured.given;
import static io.twofold.identity.outside.Answers.claim;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.twofold.events.SessionsEnded;
import io.twofold.identity.outside.Barrier;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Published;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@IdentityTest
class RenewingTokens {

    @Inject
    TestTime time;

    @Inject
    RenewTokens renewTokens;

    @Test
    void givesBothAnew() {
        Device device = Person.registered().signedIn();

        Response answer = renew(device.refreshToken());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("token_type")).isEqualTo("Bearer");
        assertThat(answer.<Integer>path("expires_in")).isEqualTo(600);
        assertThat(answer.<String>path("refresh_token")).isNotEqualTo(device.refreshToken());
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(claim(answer.path("access_token"), "sid").toString()).isEqualTo(device.sessionId());
    }

    @Test
    void keepsWhenThePersonProvedThemselves() {
        Device device = Person.registered().signedIn();
        time.pass(Duration.ofMinutes(20));

        Response answer = renew(device.refreshToken());

        assertThat(claim(answer.path("access_token"), "auth_time").toString())
                .isEqualTo(claim(device.accessToken(), "auth_time").toString());
    }

    @Test
    void repeatedAtOnceGivesANewPairAndTheUnusedSuccessorDies() {
        Device device = Person.registered().signedIn();
        String unused = renew(device.refreshToken()).path("refresh_token");

        Response again = renew(device.refreshToken());

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(isGood(unused)).isFalse();
        assertThat(isGood(again.path("refresh_token"))).isTrue();
    }

    @Test
    void byADeadSuccessorEndsTheSession() {
        Device device = Person.registered().signedIn();
        String dead = renew(device.refreshToken()).path("refresh_token");
        String good = renew(device.refreshToken()).path("refresh_token");

        assertInvalidGrant(renew(dead));

        assertInvalidGrant(renew(good));
        assertThat(device.isSignedIn()).isFalse();
    }

    @Test
    void repeatedLaterEndsTheSession() {
        Person person = Person.registered();
        Device device = person.signedIn();
        String successor = renew(device.refreshToken()).path("refresh_token");
        time.pass(Duration.ofSeconds(11));

        assertInvalidGrant(renew(device.refreshToken()));

        assertInvalidGrant(renew(successor));
        assertThat(device.isSignedIn()).isFalse();
        assertThat(Published.of(person.accountId(), SessionsEnded.class))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.value()).contains(device.sessionId()).contains("refresh_token_replayed"));
    }

    @Test
    void repeatedAfterItsSuccessorWasUsedEndsTheSession() {
        Device device = Person.registered().signedIn();
        String successor = renew(device.refreshToken()).path("refresh_token");
        String current = renew(successor).path("refresh_token");

        assertInvalidGrant(renew(device.refreshToken()));

        assertInvalidGrant(renew(current));
    }

    @Test
    void manyTimesAtOnceLeavesOneGoodSuccessor() {
        Device device = Person.registered().signedIn();

        List<Response> answers = Barrier.atOnce(32, () -> renew(device.refreshToken()));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers)
                .filteredOn(answer -> isGood(answer.path("refresh_token")))
                .hasSize(1);
        assertThat(device.isSignedIn()).isTrue();
    }

    @Test
    void endsWhenUnusedForAnHour() {
        Device device = Person.registered().signedIn();
        time.pass(Duration.ofMinutes(61));

        assertInvalidGrant(renew(device.refreshToken()));
    }

    @Test
    void endsAfterADayHoweverOftenItIsUsed() {
        String token = Person.registered().signedIn().refreshToken();
        for (int hours = 0; hours < 31; hours++) {
            Response answer = renew(token);
            if (answer.statusCode() != 200) {
                assertInvalidGrant(answer);
                assertThat(hours).isEqualTo(29);
                return;
            }
            token = answer.path("refresh_token");
            time.pass(Duration.ofMinutes(50));
        }
        throw new AssertionError("still good after " + Duration.ofMinutes(31 * 50));
    }

    @Test
    void endsInABrowserADayAfterTheTrustInIt() {
        Person person = Person.registered();
        person.enrolled(person.signedIn());
        Device browser = person.signedInWithCode("browser", true);
        time.pass(Duration.ofDays(29));
        String token = renew(browser.refreshToken()).path("refresh_token");
        time.pass(Duration.ofDays(1).plusHours(23));
        token = renew(token).path("refresh_token");
        assertThat(token).isNotNull();

        time.pass(Duration.ofHours(1));

        assertInvalidGrant(renew(token));
    }

    @Test
    void fallsToOneFactorADayAfterTheSecond() {
        Person person = Person.registered();
        Device device = person.enrolled(person.signedIn());
        assertThat(claim(device.accessToken(), "acr").toString()).isEqualTo("aal2");
        assertThat(claim(device.accessToken(), "amr").toString()).contains("sms");

        time.pass(Duration.ofHours(24));

        Response answer = renew(device.refreshToken());
        assertThat(claim(answer.path("access_token"), "acr").toString()).isEqualTo("aal1");
        assertThat(claim(answer.path("access_token"), "amr").toString()).isEqualTo("[pwd]");
    }

    @Test
    void takesNothingThatIsNoRefreshTokenOfIts() {
        Device device = Person.registered().signedIn();

        assertInvalidGrant(renew("nonsense"));
        assertInvalidGrant(renew(device.accessToken()));
        assertInvalidGrant(renew("A".repeat(43) + "." + "A".repeat(43)));
        assertThat(isGood(device.refreshToken())).isTrue();
    }

    private boolean isGood(String refreshToken) {
        return renewTokens.look(refreshToken).isPresent();
    }

    private static Response renew(String refreshToken) {
        return given().formParam("grant_type", "refresh_token")
                .formParam("client_id", "twofold-account")
                .formParam("refresh_token", refreshToken)
                .post("/oauth2/token");
    }

    private static void assertInvalidGrant(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.<String>path("error")).isEqualTo("invalid_grant");
    }
}

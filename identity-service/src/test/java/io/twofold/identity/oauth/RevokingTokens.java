package io.twofold.identity.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.twofold.events.SessionsEnded;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Published;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IdentityTest
class RevokingTokens {

    private Person person;
    private Device device;

    @BeforeEach
    void signIn() {
        person = Person.registered();
        device = person.signedIn();
    }

    @Test
    void endsTheSessionOfARefreshToken() {
        assertThat(asDevice(device.refreshToken()).statusCode()).isEqualTo(200);

        assertThat(device.isSignedIn()).isFalse();
        assertThat(Published.of(person.accountId(), SessionsEnded.class))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.value()).contains(device.sessionId()).contains("revoked"));
    }

    @Test
    void endsTheSessionOfARefreshTokenWhoseSuccessorNeverArrived() {
        person.refreshed(device);

        assertThat(asDevice(device.refreshToken()).statusCode()).isEqualTo(200);

        assertThat(device.isSignedIn()).isFalse();
    }

    @Test
    void endsTheSessionOfAnAccessToken() {
        assertThat(asDevice(device.accessToken()).statusCode()).isEqualTo(200);

        assertThat(device.isSignedIn()).isFalse();
    }

    @Test
    void isContentWithWhatIsNoToken() {
        assertThat(asDevice("nonsense").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotForWhatBelongsToAnotherClient() {
        Response answer = partner().formParam("token", device.refreshToken()).post("/oauth2/revoke");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("error")).isEqualTo("invalid_grant");
        assertThat(device.isSignedIn()).isTrue();
    }

    @Test
    void isNotPossibleForServiceTokens() {
        String token = partner()
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .path("access_token");

        Response answer = partner().formParam("token", token).post("/oauth2/revoke");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("error")).isEqualTo("unsupported_token_type");
    }

    @Test
    void isNotForStrangers() {
        Response answer = given().auth()
                .preemptive()
                .basic("partner", "wrong")
                .formParam("token", device.refreshToken())
                .post("/oauth2/revoke");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(device.isSignedIn()).isTrue();
    }

    private static Response asDevice(String token) {
        return given().formParam("client_id", "twofold-account")
                .formParam("token", token)
                .post("/oauth2/revoke");
    }

    private static RequestSpecification partner() {
        return given().auth().preemptive().basic("partner", "the-partner-shows-this-in-tests-only");
    }
}

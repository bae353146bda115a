package io.twofold.identity.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@IdentityTest
class AskingAboutTokens {

    @Inject
    TestTime time;

    private Person person;
    private Device device;

    @BeforeEach
    void signIn() {
        person = Person.registered();
        device = person.signedIn();
    }

    @Test
    void tellsWhoseAnAccessTokenIs() {
        Response answer = ask(device.accessToken());

        assertThat(answer.<Boolean>path("active")).isTrue();
        assertThat(answer.<String>path("sub")).isEqualTo(person.accountId());
        assertThat(answer.<String>path("sid")).isEqualTo(device.sessionId());
        assertThat(answer.<String>path("client_id")).isEqualTo("twofold-account");
        assertThat(answer.<String>path("token_type")).isEqualTo("Bearer");
        assertThat(answer.<String>path("acr")).isEqualTo("aal1");
        assertThat(answer.<Integer>path("exp")).isPositive();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void tellsWhoseARefreshTokenIs() {
        Response answer = ask(device.refreshToken());

        assertThat(answer.<Boolean>path("active")).isTrue();
        assertThat(answer.<String>path("sub")).isEqualTo(person.accountId());
        assertThat(answer.<String>path("token_type")).isEqualTo("refresh_token");
    }

    @Test
    void knowsAtOnceThatASessionHasEnded() {
        assertThat(ask(device.accessToken()).<Boolean>path("active")).isTrue();

        device.post("/v1/sign-out");

        assertInactive(ask(device.accessToken()));
        assertInactive(ask(device.refreshToken()));
    }

    @Test
    void knowsThatATokenIsTooOld() {
        assertThat(ask(device.accessToken()).<Boolean>path("active")).isTrue();

        time.pass(Duration.ofMinutes(10));

        assertInactive(ask(device.accessToken()));
    }

    @Test
    void knowsThatARefreshTokenWasUsed() {
        person.refreshed(device);

        assertInactive(ask(device.refreshToken()));
    }

    @Test
    void tellsOfServiceTokensToo() {
        String token = given().auth()
                .preemptive()
                .basic("reader", "the-reader-shows-this-in-tests-only!")
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .path("access_token");

        Response answer = ask(token);

        assertThat(answer.<Boolean>path("active")).isTrue();
        assertThat(answer.<String>path("sub")).isEqualTo("reader");
        assertThat(answer.<String>path("scope")).contains("accounts:read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "a.b.c",
                "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiJ4In0.",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"
            })
    void saysNothingOfWhatIsNoToken(String token) {
        assertInactive(ask(token));
    }

    @Test
    void saysNothingOfATokenThatWasTamperedWith() {
        String[] parts = device.accessToken().split("\\.", -1);
        String other = Person.registered().signedIn().accessToken().split("\\.", -1)[1];

        assertInactive(ask(parts[0] + "." + other + "." + parts[2]));
    }

    @Test
    void isForClientsWithThatScopeOnly() {
        Response nobody = given().formParam("token", device.accessToken()).post("/oauth2/introspect");
        Response reader = given().auth()
                .preemptive()
                .basic("reader", "the-reader-shows-this-in-tests-only!")
                .formParam("token", device.accessToken())
                .post("/oauth2/introspect");

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.<String>path("error")).isEqualTo("invalid_client");
        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(reader.<String>path("error")).isEqualTo("insufficient_scope");
    }

    @Test
    void needsAToken() {
        Response answer = partner().formParam("other", "x").post("/oauth2/introspect");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("error")).isEqualTo("invalid_request");
    }

    private static Response ask(String token) {
        return partner().formParam("token", token).post("/oauth2/introspect");
    }

    private static RequestSpecification partner() {
        return given().auth().preemptive().basic("partner", "the-partner-shows-this-in-tests-only");
    }

    private static void assertInactive(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).isEqualTo("{\"active\":false}");
    }
}

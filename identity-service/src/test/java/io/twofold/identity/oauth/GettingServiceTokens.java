package io.twofold.identity.oauth;

import static io.restassured.RestAssured.given;
import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.claim;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@IdentityTest
class GettingServiceTokens {

    private static final String PARTNER = "the-partner-shows-this-in-tests-only";
    private static final String READER = "the-reader-shows-this-in-tests-only!";

    @ParameterizedTest
    @CsvSource({
        "otp, otp-service",
        "messages, sms-gateway-service",
        "lookups messages, sms-gateway-service",
        "introspect, identity-service",
        "otp messages, '[otp-service, sms-gateway-service]'"
    })
    void namesTheServicesThatAScopeIsFor(String scope, String audience) {
        Response answer = asked(partner(), scope);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("token_type")).isEqualTo("Bearer");
        assertThat(answer.<Integer>path("expires_in")).isEqualTo(600);
        assertThat(answer.<String>path("scope")).isEqualTo(scope);
        assertThat(answer.<String>path("refresh_token")).isNull();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        String token = answer.path("access_token");
        assertThat(claim(token, "aud").toString()).isEqualTo(audience);
        assertThat(claim(token, "sub").toString()).isEqualTo("partner");
        assertThat(claim(token, "client_id").toString()).isEqualTo("partner");
        assertThat(claim(token, "scope").toString()).isEqualTo(scope);
        assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8))
                .doesNotContain("sid");
    }

    @Test
    void worksWithTheSecretInTheForm() {
        Response answer = given().formParam("grant_type", "client_credentials")
                .formParam("client_id", "partner")
                .formParam("client_secret", PARTNER)
                .formParam("scope", "otp")
                .post("/oauth2/token");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void givesAllThatTheClientMayHaveIfItDoesNotSay() {
        Response answer =
                partner().formParam("grant_type", "client_credentials").post("/oauth2/token");

        assertThat(answer.<String>path("scope").split(" ", -1))
                .containsExactlyInAnyOrder("otp", "messages", "lookups", "introspect");
    }

    @Test
    void refusesAWrongSecretAsItRefusesAnUnknownClient() {
        Response wrong = asked(basic("partner", READER), "otp");
        Response unknown = asked(basic("nobody", READER), "otp");

        assertError(wrong, 401, "invalid_client");
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic ");
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
    }

    @Test
    void refusesToGuessWhichOfTwoSecretsCounts() {
        assertError(asked(partner().formParam("client_secret", PARTNER), "otp"), 401, "invalid_client");
        assertError(asked(partner().formParam("client_id", "reader"), "otp"), 401, "invalid_client");
    }

    @ParameterizedTest
    @CsvSource({"admin", "accounts:read", "otp admin", "everything", "OTP"})
    void refusesAScopeThatTheClientMayNotHave(String scope) {
        assertError(asked(partner(), scope), 400, "invalid_scope");
    }

    @Test
    void refusesOtherGrants() {
        assertError(partner().formParam("grant_type", "password").post("/oauth2/token"), 400, "unsupported_grant_type");
        assertError(partner().formParam("scope", "otp").post("/oauth2/token"), 400, "invalid_request");
    }

    @Test
    void refusesAParameterThatComesTwice() {
        assertError(
                partner()
                        .contentType("application/x-www-form-urlencoded")
                        .body("grant_type=client_credentials&scope=otp&scope=messages")
                        .post("/oauth2/token"),
                400,
                "invalid_request");
    }

    @Test
    void refusesAnythingButAForm() {
        assertError(
                partner()
                        .contentType("application/json")
                        .body("{\"grant_type\":\"client_credentials\"}")
                        .post("/oauth2/token"),
                400,
                "invalid_request");
        assertError(partner().post("/oauth2/token"), 400, "invalid_request");
        assertError(
                partner()
                        .contentType("application/x-www-form-urlencoded")
                        .body("grant_type=%zz")
                        .post("/oauth2/token"),
                400,
                "invalid_request");
    }

    @Test
    void refusesADeviceThatWantsToBeAService() {
        assertError(
                given().formParam("grant_type", "client_credentials")
                        .formParam("client_id", "twofold-account")
                        .post("/oauth2/token"),
                400,
                "unauthorized_client");
    }

    @Test
    void refusesAServiceThatWantsToBeADevice() {
        Person.Device device = Person.registered().signedIn();

        assertError(
                partner()
                        .formParam("grant_type", "refresh_token")
                        .formParam("refresh_token", device.refreshToken())
                        .post("/oauth2/token"),
                400,
                "invalid_grant");
        assertThat(device.isSignedIn()).isTrue();
    }

    @Test
    void givesNothingThatOpensAUsersDoor() {
        String token = asked(basic("reader", READER), "admin").path("access_token");

        assertProblem(given().auth().oauth2(token).get("/v1/account"), 401, "unauthorized");
    }

    private static Response asked(RequestSpecification client, String scope) {
        return client.formParam("grant_type", "client_credentials")
                .formParam("scope", scope)
                .post("/oauth2/token");
    }

    private static RequestSpecification partner() {
        return basic("partner", PARTNER);
    }

    private static RequestSpecification basic(String id, String secret) {
        return given().auth().preemptive().basic(id, secret);
    }

    private static void assertError(Response answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.<String>path("error")).isEqualTo(error);
    }
}

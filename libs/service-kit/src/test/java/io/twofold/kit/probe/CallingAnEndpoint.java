package io.twofold.kit.probe;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.twofold.testing.TokenAuthority;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

@KitTest
class CallingAnEndpoint {

    private static final String GOOD = "{\"code\":\"123456\"}";

    @Test
    void aServiceTokenWithTheScopeIsLetIn() {
        with(service("probe"))
                .body(GOOD)
                .post("/probe/service")
                .then()
                .statusCode(200)
                .body("client", equalTo("otp"));
    }

    @Test
    void withoutATokenItIs401WithAChallengeEvenIfTheBodyIsBad() {
        given().body("{")
                .contentType(ContentType.TEXT)
                .post("/probe/service")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .header("Cache-Control", "no-store")
                .body("code", equalTo("unauthorized"));
    }

    @Test
    void aServiceTokenForAnotherServiceIs401() {
        with(TokenAuthority.serviceToken("otp-service", "otp", "probe"))
                .body(GOOD)
                .post("/probe/service")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    @Test
    void aTokenOfTheOtherKindIs401() {
        with(TokenAuthority.userToken(UUID.randomUUID()))
                .body(GOOD)
                .post("/probe/service")
                .then()
                .statusCode(401);
        with(service("probe")).body(GOOD).post("/probe/user").then().statusCode(401);
    }

    @Test
    void withoutTheScopeItIs403EvenIfTheBodyIsBad() {
        with(service("other"))
                .body("{")
                .post("/probe/service")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", containsString("insufficient_scope"))
                .body("code", equalTo("forbidden"));
    }

    @Test
    void aMethodThatDoesNotSayWhoMayCallItIsClosed() {
        with(service("probe")).get("/probe/forgotten").then().statusCode(403);
    }

    @Test
    void anExpiredTokenIs401() {
        String expired = TokenAuthority.userToken(
                UUID.randomUUID(), claims -> claims.setExpirationTime(NumericDate.fromSeconds(1_700_000_000)));
        with(expired).body(GOOD).post("/probe/user").then().statusCode(401);
    }

    @Test
    void aTokenThatChoosesItsOwnAlgorithmIs401() {
        String unsigned = TokenAuthority.sign(claims -> claims.setAudience("kit-probe"), signature -> {
            signature.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
            signature.setAlgorithmHeaderValue("none");
            signature.setKey(null);
        });
        with(unsigned).body(GOOD).post("/probe/service").then().statusCode(401);
    }

    @Test
    void aTokenOfAnotherTypeIs401() {
        String idToken = TokenAuthority.sign(
                claims -> {
                    claims.setAudience("kit-probe");
                    claims.setSubject("otp");
                    claims.setStringClaim("scope", "probe");
                },
                signature -> signature.setHeader("typ", "JWT"));
        with(idToken).body(GOOD).post("/probe/service").then().statusCode(401);
    }

    @Test
    void forgedKeyIdsDoNotMakeTheServiceHammerTheAuthority() {
        with(service("probe")).body(GOOD).post("/probe/service").then().statusCode(200);
        int before = TokenAuthority.fetches();
        for (int i = 0; i < 50; i++) {
            String forged = TokenAuthority.sign(
                    claims -> claims.setAudience("kit-probe"),
                    signature -> signature.setKeyIdHeaderValue(UUID.randomUUID().toString()));
            with(forged).body(GOOD).post("/probe/service").then().statusCode(401);
        }
        org.assertj.core.api.Assertions.assertThat(TokenAuthority.fetches() - before)
                .isLessThanOrEqualTo(2);
    }

    @Test
    void theTokenOfAnEndedSessionIs401() {
        UUID session = UUID.randomUUID();
        String token =
                TokenAuthority.userToken(UUID.randomUUID(), claims -> claims.setStringClaim("sid", session.toString()));
        with(token).body(GOOD).post("/probe/user").then().statusCode(200);
        ProbeSessions.ENDED.add(session);
        with(token).body(GOOD).post("/probe/user").then().statusCode(401);
    }

    @Test
    void anOldAuthenticationIsChallengedOnlyAfterTheRequestWasFoundValid() {
        String stale = TokenAuthority.userToken(
                UUID.randomUUID(),
                claims -> claims.setClaim(
                        "auth_time", Instant.now().minusSeconds(301).getEpochSecond()));
        with(stale).body("{\"code\":\"1\"}").post("/probe/user").then().statusCode(422);
        with(stale)
                .body(GOOD)
                .post("/probe/user")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer error=\"insufficient_user_authentication\", max_age=300"))
                .body("code", equalTo("reauthentication_required"));
    }

    @Test
    void oneFactorIsChallengedForTwo() {
        String aal1 = TokenAuthority.userToken(UUID.randomUUID(), claims -> claims.setStringClaim("acr", "aal1"));
        with(aal1)
                .body(GOOD)
                .post("/probe/user")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("acr_values=\"aal2\""));
    }

    @Test
    void brokenJsonIs400() {
        for (String broken : new String[] {"{", "", "{\"code\":\"123456\"}}", "{\"code\":\"1\",\"code\":\"2\"}"}) {
            with(service("probe"))
                    .body(broken)
                    .post("/probe/service")
                    .then()
                    .statusCode(broken.isEmpty() ? 422 : 400)
                    .body("code", equalTo(broken.isEmpty() ? "validation_failed" : "malformed_request"));
        }
    }

    @Test
    void jsonOfTheWrongShapeIs422AndSaysWhere() {
        with(service("probe"))
                .body("{\"code\":123456}")
                .post("/probe/service")
                .then()
                .statusCode(422)
                .body("code", equalTo("validation_failed"))
                .body("violations.field", hasItem("code"));
        with(service("probe"))
                .body("{\"code\":\"12345\"}")
                .post("/probe/service")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("code"));
        with(service("probe")).body("[]").post("/probe/service").then().statusCode(422);
        with(service("probe")).body("\"text\"").post("/probe/service").then().statusCode(422);
    }

    @Test
    void unknownFieldsAreIgnored() {
        with(service("probe"))
                .body("{\"code\":\"123456\",\"admin\":true}")
                .post("/probe/service")
                .then()
                .statusCode(200);
    }

    @Test
    void plainTextIsNoBodyEvenWhereThatHasASingleMember() {
        given().contentType(ContentType.TEXT)
                .body("123456")
                .post("/probe/code")
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported_media_type"));
        given().contentType(ContentType.JSON)
                .body("{\"code\":\"123456\"}")
                .post("/probe/code")
                .then()
                .statusCode(200);
    }

    @Test
    void anotherMediaTypeIs415() {
        given().auth()
                .oauth2(service("probe"))
                .contentType(ContentType.TEXT)
                .body(GOOD)
                .post("/probe/service")
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported_media_type"));
    }

    @Test
    void aBodyOver16KiBIs413() {
        with(service("probe"))
                .body("{\"code\":\"" + "1".repeat(17_000) + "\"}")
                .post("/probe/service")
                .then()
                .statusCode(413)
                .body("code", equalTo("request_too_large"));
    }

    @Test
    void unknownPathsAndMethodsAreProblemsToo() {
        given().get("/nowhere").then().statusCode(404).body("code", equalTo("not_found"));
        given().delete("/probe/open").then().statusCode(405).body("code", equalTo("method_not_allowed"));
        given().accept("text/html").get("/probe/open").then().statusCode(406).body("code", equalTo("not_acceptable"));
    }

    @Test
    void faultsOfOursTellNothing() {
        given().get("/probe/trouble/bug")
                .then()
                .statusCode(500)
                .body("code", equalTo("internal_error"))
                .body("detail", not(containsString("secret")));
        given().get("/probe/trouble/database")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"))
                .body("code", equalTo("temporarily_unavailable"));
    }

    @Test
    void nobodyIsBelievedAboutTheirAddressByDefault() {
        given().header("X-Forwarded-For", "203.0.113.9")
                .get("/probe/open")
                .then()
                .statusCode(200)
                .body("address", equalTo("127.0.0.1"));
    }

    private static String service(String scope) {
        return TokenAuthority.serviceToken("kit-probe", "otp", scope);
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}

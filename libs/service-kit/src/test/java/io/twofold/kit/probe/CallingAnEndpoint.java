package io.twofold.kit.probe;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.twofold.testing.TokenAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @MethodSource("forgeries")
    void aTokenThatIsGoodButForOneThingIs401(
            String thing, Consumer<JwtClaims> claim, Consumer<JsonWebSignature> header) {
        with(TokenAuthority.sign(CallingAnEndpoint::asService, signature -> {}))
                .body(GOOD)
                .post("/probe/service")
                .then()
                .statusCode(200);
        String forged = TokenAuthority.sign(
                claims -> {
                    asService(claims);
                    claim.accept(claims);
                },
                header);
        with(forged).body(GOOD).post("/probe/service").then().statusCode(401);
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                arguments("unsigned", claim(CallingAnEndpoint::asItIs), header(signature -> {
                    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
                    signature.setAlgorithmHeaderValue("none");
                    signature.setKey(null);
                })),
                arguments("signed with a secret", claim(CallingAnEndpoint::asItIs), header(signature -> {
                    signature.setAlgorithmHeaderValue("HS256");
                    signature.setKey(new HmacKey(new byte[32]));
                })),
                arguments(
                        "signed by somebody else",
                        claim(CallingAnEndpoint::asItIs),
                        header(signature -> signature.setKey(somebodysKey().getPrivateKey()))),
                arguments(
                        "without a key id",
                        claim(CallingAnEndpoint::asItIs),
                        header(signature -> signature.setHeader("kid", (String) null))),
                arguments(
                        "of another type",
                        claim(CallingAnEndpoint::asItIs),
                        header(signature -> signature.setHeader("typ", "JWT"))),
                arguments(
                        "of another issuer",
                        claim(claims -> claims.setIssuer("https://example.org")),
                        header(CallingAnEndpoint::asSigned)),
                arguments(
                        "from tomorrow",
                        claim(claims -> claims.setNotBeforeMinutesInThePast(-60)),
                        header(CallingAnEndpoint::asSigned)),
                arguments(
                        "without a subject",
                        claim(claims -> claims.unsetClaim("sub")),
                        header(CallingAnEndpoint::asSigned)),
                arguments(
                        "without an end",
                        claim(claims -> claims.unsetClaim("exp")),
                        header(CallingAnEndpoint::asSigned)));
    }

    @Test
    void aTokenWhoseClaimsWereChangedIs401() {
        String[] parts = service("other").split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace("\"other\"", "\"probe\"");
        String changed = parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + "." + parts[2];
        with(changed).body(GOOD).post("/probe/service").then().statusCode(401);
    }

    @Test
    void forgedKeyIdsDoNotMakeTheServiceHammerTheAuthority() {
        with(service("probe")).body(GOOD).post("/probe/service").then().statusCode(200);
        int before = TokenAuthority.fetches();
        for (int i = 0; i < 50; i++) {
            String forged = TokenAuthority.sign(
                    CallingAnEndpoint::asService,
                    signature -> signature.setKeyIdHeaderValue(UUID.randomUUID().toString()));
            with(forged).body(GOOD).post("/probe/service").then().statusCode(401);
        }
        assertThat(TokenAuthority.fetches() - before).isLessThanOrEqualTo(2);
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

    @ParameterizedTest
    @ValueSource(strings = {"feff0000", "0000fffe", "0000007bffffffff", "0000002200110000", "7b22ff"})
    void bytesThatAreNoTextAre400(String bytes) {
        given().contentType("application/json")
                .body(HexFormat.of().parseHex(bytes))
                .post("/probe/code")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed_request"));
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
    void oneOf2MiBToo() {
        String large = "{\"code\":\"" + "1".repeat(2 << 20) + "\"}";
        with(service("probe"))
                .body(large)
                .post("/probe/service")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .body("code", equalTo("request_too_large"));
        with("nonsense").body(large).post("/probe/service").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: application/json\r\n", ""})
    void soIsOneThatDoesNotSayHowLongItIs(String type) throws IOException {
        URI probe = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        try (Socket socket = new Socket(probe.getHost(), probe.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /probe/text HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n" + type
                            + "\r\n4e20\r\n" + "1".repeat(20_000) + "\r\n0\r\n\r\n")
                    .getBytes(UTF_8));
            out.flush();
            socket.setSoTimeout(10_000);
            String answer = new String(socket.getInputStream().readNBytes(12), UTF_8);
            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void aQueryThatCannotBeReadIs422AndNamesTheParameter() {
        given().get("/probe/page").then().statusCode(200).body("limit", equalTo(10));
        given().get("/probe/page?limit=20&after=" + UUID.randomUUID())
                .then()
                .statusCode(200)
                .body("limit", equalTo(20))
                .body("first", equalTo(false));
        given().get("/probe/page?limit=x").then().statusCode(422).body("violations.field", hasItem("limit"));
        given().get("/probe/page?after=x").then().statusCode(422).body("violations.field", hasItem("after"));
        given().get("/probe/page?limit=101").then().statusCode(422);
    }

    @Test
    void theDocumentIsNotKeptEither() {
        given().get("/openapi").then().statusCode(200).header("Cache-Control", "no-store");
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

    private static void asService(JwtClaims claims) {
        claims.setAudience("kit-probe");
        claims.setSubject("otp");
        claims.setStringClaim("scope", "probe");
    }

    private static Consumer<JwtClaims> claim(Consumer<JwtClaims> change) {
        return change;
    }

    private static void asItIs(JwtClaims claims) {}

    private static Consumer<JsonWebSignature> header(Consumer<JsonWebSignature> change) {
        return change;
    }

    private static void asSigned(JsonWebSignature signature) {}

    private static EllipticCurveJsonWebKey somebodysKey() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String service(String scope) {
        return TokenAuthority.serviceToken("kit-probe", "otp", scope);
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}

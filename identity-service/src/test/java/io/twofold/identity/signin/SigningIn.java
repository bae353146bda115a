package io.twofold.identity.signin;

import static io.restassured.RestAssured.given;
import static io.twofold.identity.outside.Answers.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.twofold.events.SignedIn;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Mailbox;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Published;
import io.twofold.identity.outside.Rows;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@IdentityTest
class SigningIn {

    @Test
    void givesTokensAndMakesTheDeviceKnown() {
        Person person = Person.registered();

        Response answer = person.signIn("phone", null);

        assertThat(answer.<String>path("state")).isEqualTo("complete");
        assertThat(answer.<String>path("accountId")).isEqualTo(person.accountId());
        assertThat(answer.<Integer>path("session.expiresIn")).isEqualTo(600);
        assertThat(answer.<String>path("device.name")).isEqualTo("My phone");
        assertThat(answer.<String>path("device.kind")).isEqualTo("phone");
        assertThat(answer.<Boolean>path("device.trusted")).isFalse();
        assertThat(answer.<String>path("device.token")).hasSize(43);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void saysInTheTokenWhoAndHow() {
        Person person = Person.registered();
        Device device = person.signedIn();

        JsonPath header = part(device.accessToken(), 0);
        JsonPath claims = part(device.accessToken(), 1);

        assertThat(header.getString("typ")).isEqualTo("at+jwt");
        assertThat(header.getString("alg")).isEqualTo("ES256");
        assertThat(header.getString("kid")).isNotBlank();
        assertThat(claims.getString("sub")).isEqualTo(person.accountId());
        assertThat(claims.getString("aud")).isEqualTo("twofold-account");
        assertThat(claims.getString("client_id")).isEqualTo("twofold-account");
        assertThat(claims.getString("sid")).isEqualTo(device.sessionId());
        assertThat(claims.getString("acr")).isEqualTo("aal1");
        assertThat(claims.getList("amr")).isEqualTo(List.of("pwd"));
        assertThat(claims.getString("email")).isEqualTo(person.email());
        assertThat(claims.getLong("auth_time")).isEqualTo(claims.getLong("iat"));
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(600);
        assertThat(claims.getString("jti")).isNotBlank();
    }

    @Test
    void takesTheAddressInAnySpelling() {
        Person person = Person.registered();

        assertThat(signIn(person.email().toUpperCase(Locale.ROOT), person.password())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void onAKnownDeviceKeepsIt() {
        Person person = Person.registered();
        Device first = person.signedIn();

        Response again = person.signIn("computer", first.token());

        assertThat(again.<String>path("device.id")).isEqualTo(first.deviceId());
        assertThat(again.<String>path("device.token")).isEqualTo(first.token());
        assertThat(again.<String>path("session.id")).isNotEqualTo(first.sessionId());
        assertThat(Published.of(person.accountId(), SignedIn.class))
                .hasSize(2)
                .extracting(event -> JsonPath.from(event.value()).getBoolean("newDevice"))
                .containsExactly(true, false);
    }

    @Test
    void onADeviceOfSomebodyElseMakesItANewOne() {
        Device theirs = Person.registered().signedIn();
        Person person = Person.registered();

        Response answer = person.signIn("computer", theirs.token());

        assertThat(answer.<String>path("device.id")).isNotEqualTo(theirs.deviceId());
        assertThat(answer.<String>path("device.token")).isNotEqualTo(theirs.token());
    }

    @Test
    void tellsTheOwnerOfANewDevice() {
        Person person = Person.registered();
        Device device = person.signedIn();
        person.signIn("computer", device.token());

        assertThat(Mailbox.letterTo(person.email(), "sign-in").getText()).contains("My computer", "127.0.0.1");
        assertThat(Mailbox.settled(person.email()))
                .filteredOn(letter -> letter.getSubject().contains("sign-in"))
                .hasSize(1);
    }

    @Test
    void failsAlikeForAnUnknownAddressAndAWrongPassword() {
        Person person = Person.registered();
        long rows = allRows();
        Response wrong = signIn(person.email(), "not the password");
        long afterWrong = allRows();
        Response unknown = signIn("nobody-" + UUID.randomUUID() + "@example.org", "not the password");
        long afterUnknown = allRows();
        Response noAddress = signIn("no address at all", "not the password");

        assertProblem(wrong, 401, "invalid_credentials");
        assertThat(unknown.asString()).isEqualTo(wrong.asString()).isEqualTo(noAddress.asString());
        assertThat(unknown.headers().asList())
                .extracting(header -> header.getName())
                .isEqualTo(wrong.headers().asList().stream()
                        .map(header -> header.getName())
                        .toList());
        assertThat(afterUnknown - afterWrong).isEqualTo(afterWrong - rows);
    }

    @Test
    void doesNotTakeAnAppPasswordOrAPrefixForThePassword() {
        Person person = Person.registered();

        assertProblem(signIn(person.email(), "abcd-efgh-ijkl-mnop-qrst-uvwx"), 401, "invalid_credentials");
        assertProblem(signIn(person.email(), person.password().substring(1)), 401, "invalid_credentials");
        assertProblem(signIn(person.email(), person.password() + " "), 401, "invalid_credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"a@example.org\",\"password\":\"x\"}",
                "{\"email\":\"a@example.org\",\"password\":\"x\",\"device\":{}}",
                "{\"email\":\"a@example.org\",\"password\":\"x\",\"device\":{\"name\":\"n\",\"kind\":\"toaster\"}}",
                "{\"email\":\"a@example.org\",\"password\":\"x\",\"device\":{\"name\":\"n\\u0000\",\"kind\":\"phone\"}}",
                "{\"email\":\"a@example.org\",\"password\":\"x\",\"device\":{\"name\":\"\\u202Egpj\",\"kind\":\"phone\"}}",
                "{\"email\":\"a@example.org\",\"password\":\"x\",\"device\":{\"name\":\"\\ud83d\",\"kind\":\"phone\"}}",
                "{\"email\":\"a@example.org\",\"password\":7,\"device\":{\"name\":\"n\",\"kind\":\"phone\"}}",
                "{\"email\":[],\"password\":\"x\",\"device\":{\"name\":\"n\",\"kind\":\"phone\"}}"
            })
    void refusesWhatIsNotValid(String body) {
        assertProblem(given().contentType(ContentType.JSON).body(body).post("/v1/sign-ins"), 422, "validation_failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[", "null", "\"\"", "{\"email\":\"a\"}{", "{\"email\":\"a\",\"email\":\"b\"}"})
    void neverFailsOnWhatIsNoRequestAtAll(String body) {
        Response answer = given().contentType(ContentType.JSON).body(body).post("/v1/sign-ins");

        assertThat(answer.statusCode()).as(answer.asString()).isIn(400, 422);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void survivesTextThatNoTableTakes() {
        Response answer = signIn("nul\u0000@example.org", "nul\u0000nul\u0000");

        assertProblem(answer, 401, "invalid_credentials");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertProblem(signIn("a@example.org", "x".repeat(20_000)), 413, "request_too_large");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertProblem(given().contentType("text/plain").body("{}").post("/v1/sign-ins"), 415, "unsupported_media_type");
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        Person person = Person.registered();

        Response answer = given().contentType(ContentType.JSON)
                .body(Map.of(
                        "email", person.email(),
                        "password", person.password(),
                        "trusted", true,
                        "device", Map.of("name", "n", "kind", "phone", "trusted", true, "id", UUID.randomUUID())))
                .post("/v1/sign-ins");

        assertThat(answer.<Boolean>path("device.trusted")).isFalse();
    }

    private static long allRows() {
        return Rows.number("select (select count(*) from password_throttle) + (select count(*) from letter)"
                + " + (select count(*) from session) + (select count(*) from device) + (select count(*) from sign_in)");
    }

    private static Response signIn(String email, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "email", email, "password", password, "device", Map.of("name", "A laptop", "kind", "computer")))
                .post("/v1/sign-ins");
    }

    private static JsonPath part(String jwt, int index) {
        return new JsonPath(new String(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[index]), UTF_8));
    }
}

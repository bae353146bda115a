package io.twofold.apppassword;

import static io.restassured.RestAssured.given;
import static io.twofold.apppassword.Person.APP_PASSWORD_EVENTS;
import static io.twofold.apppassword.Person.asMailServer;
import static io.twofold.apppassword.Person.asUser;
import static io.twofold.apppassword.Person.generate;
import static io.twofold.apppassword.Person.now;
import static io.twofold.apppassword.Person.verify;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.twofold.apppassword.Person.AppPassword;
import io.twofold.events.AccountRegistered;
import io.twofold.testing.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@FeatureTest
class VerifyingAnAppPassword {

    private static final String INACTIVE = "{\"active\":false}";

    @Test
    void theRightOneIsLetInAndSaysWhose() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        Response answer = verify(ada.email(), made.password(), "imap");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.<Map<String, Object>>path("$"))
                .isEqualTo(Map.of(
                        "active", true,
                        "accountId", ada.id().toString(),
                        "appPasswordId", made.id(),
                        "label", "Mail on the laptop",
                        "username", ada.email()));
    }

    @Test
    void dashesSpacesAndCapitalsDoNotMatter() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        String pasted = " " + made.password().replace("-", "").toUpperCase(Locale.ROOT) + "\n";
        assertActive(verify(ada.email(), pasted, "imap"));
        assertActive(verify(ada.email(), made.password().replace('-', ' '), "imap"));
    }

    @Test
    void theCaseOfTheUserNameDoesNotMatterNorTheFormOfItsDomain() {
        UUID id = UUID.randomUUID();
        Person greta = new Person(id, "Greta." + id + "@Bücher.example");
        greta.told(1, new AccountRegistered(greta.email(), "de"));
        AppPassword made = greta.anAppPassword();
        verify("greta." + id + "@xn--bcher-kva.EXAMPLE", made.password(), "imap")
                .then()
                .statusCode(200)
                .body("active", equalTo(true))
                .body("username", equalTo(greta.email()));
    }

    @Test
    void anythingElseIsInactiveAndNothingMore() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        Person bob = Person.withTwoFactor();
        AppPassword his = bob.anAppPassword();
        assertInactive(verify(ada.email(), "the account's own password", "imap"));
        assertInactive(verify(ada.email(), "aaaa-bbbb-cccc-dddd-eeee-ffff", "imap"));
        assertInactive(verify(ada.email(), "", "imap"));
        assertInactive(verify(ada.email(), his.password(), "imap"));
        assertInactive(verify(Person.unheardOf().email(), made.password(), "imap"));
        assertInactive(verify(ada.email().split("@", 2)[0], made.password(), "imap"));
        assertInactive(verify("", made.password(), "imap"));
        assertInactive(verify("a\u0000b", "c\u0000d", "imap"));
    }

    @ParameterizedTest
    @CsvSource({
        "mail, imap, true",
        "mail, pop3, true",
        "mail, smtp, true",
        "mail, sieve, true",
        "mail, caldav, false",
        "mail, carddav, false",
        "mail, other, false",
        "calendar, caldav, true",
        "calendar, imap, false",
        "contacts, carddav, true",
        "contacts, caldav, false",
        "other, other, true",
        "other, imap, false"
    })
    void aPasswordIsGoodForItsServicesOnly(String chosen, String service, boolean letIn) {
        Person ada = Person.withTwoFactor();
        AppPassword made =
                AppPassword.of(generate(ada.token(), "{\"label\":\"One\",\"services\":[\"" + chosen + "\"]}"));
        assertThat(verify(ada.email(), made.password(), service).<Boolean>path("active"))
                .isEqualTo(letIn);
    }

    @Test
    void withoutAVerifiersSecretNobodyIsAnswered() {
        String question = "{\"username\":\"a\",\"password\":\"b\",\"service\":\"imap\"}";
        ask(given(), question)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Basic realm=\"app-passwords\", charset=\"UTF-8\""))
                .body("code", equalTo("unauthorized"));
        ask(given().auth().preemptive().basic("mail-server", "wrong"), question)
                .then()
                .statusCode(401);
        ask(given().auth().preemptive().basic("nobody", "the-secret-of-the-mail-server"), question)
                .then()
                .statusCode(401);
        ask(given().header("Authorization", "Basic !"), question).then().statusCode(401);
        ask(asUser(Person.withTwoFactor().token()), question).then().statusCode(401);
        ask(given(), "{").then().statusCode(401);
    }

    @Test
    void aVerifierMayBeConfiguredByTheHashOfItsSecret() {
        ask(
                        given().auth().preemptive().basic("calendar-server", "the-secret-of-the-calendar-server"),
                        "{\"username\":\"a\",\"password\":\"b\",\"service\":\"caldav\"}")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"password\":\"b\",\"service\":\"imap\"}",
                "{\"username\":\"a\",\"service\":\"imap\"}",
                "{\"username\":\"a\",\"password\":\"b\"}",
                "{\"username\":\"a\",\"password\":\"b\",\"service\":\"ftp\"}",
                "{\"username\":\"a\",\"password\":\"b\",\"service\":\"IMAP\"}",
                "{\"username\":\"a\",\"password\":7,\"service\":\"imap\"}",
                "{\"username\":\"a\",\"password\":\"b\",\"service\":\"imap\",\"clientIp\":\"localhost\"}"
            })
    void aQuestionOfAnotherShapeIsInvalid(String question) {
        ask(asMailServer(), question).then().statusCode(422).body("code", equalTo("validation_failed"));
    }

    @Test
    void aQuestionThatIsNoneIsRefused() {
        ask(asMailServer(), "{").then().statusCode(400).body("code", equalTo("malformed_request"));
        ask(asMailServer(), "{\"password\":\"" + "a".repeat(17_000) + "\"}")
                .then()
                .statusCode(413)
                .body("code", equalTo("request_too_large"));
        asMailServer()
                .contentType(ContentType.TEXT)
                .body("imap")
                .post("/v1/app-passwords/verify")
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported_media_type"));
    }

    @Test
    void theFirstUseIsAFactOnce() throws Exception {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        Parallel.run(16, () -> ada.isLetInWith(made));
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(firstUses(made)).isEqualTo(1));
        assertThat(ada.isLetInWith(made)).isTrue();
        AppPassword next = ada.anAppPassword();
        assertThat(ada.isLetInWith(next)).isTrue();
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(firstUses(next)).isEqualTo(1));
        assertThat(firstUses(made)).isEqualTo(1);
        assertThat(Topics.read(APP_PASSWORD_EVENTS)
                        .about(made.id())
                        .ofType("twofold.app-password.AppPasswordFirstUsed.v1")
                        .get(0)
                        .value())
                .contains("\"service\":\"imap\"", "\"ipAddress\":\"203.0.113.7\"");
    }

    @Test
    void theListTellsOfTheFirstUseAtOnce() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        assertThat(ada.isLetInWith(made)).isTrue();
        assertThat(listed(ada))
                .containsEntry("lastUsedAt", now().toString())
                .containsEntry("lastUsedService", "imap")
                .containsEntry("lastUsedIp", "203.0.113.7");
    }

    @Test
    void theListTellsOfTheLastUseToTheMinute() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        assertThat(ada.isLetInWith(made)).isTrue();
        TestClock.get().advance(Duration.ofSeconds(61));
        assertActive(verify(ada.email(), made.password(), "smtp", "2001:DB8::0:1"));
        String second = now().toString();
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(listed(ada))
                        .containsEntry("lastUsedAt", second)
                        .containsEntry("lastUsedService", "smtp")
                        .containsEntry("lastUsedIp", "2001:db8:0:0:0:0:0:1"));
    }

    private static Map<String, Object> listed(Person person) {
        List<Map<String, Object>> all =
                asUser(person.token()).get("/v1/app-passwords").path("appPasswords");
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static int firstUses(AppPassword appPassword) {
        return Topics.read(APP_PASSWORD_EVENTS)
                .about(appPassword.id())
                .ofType("twofold.app-password.AppPasswordFirstUsed.v1")
                .size();
    }

    private static Response ask(RequestSpecification who, String question) {
        return who.contentType(ContentType.JSON).body(question).post("/v1/app-passwords/verify");
    }

    private static void assertActive(Response answer) {
        assertThat(answer.asString()).startsWith("{\"active\":true,");
    }

    private static void assertInactive(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).isEqualTo(INACTIVE);
    }
}

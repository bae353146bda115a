package io.twofold.apppassword;

import static io.twofold.apppassword.Person.APP_PASSWORD_EVENTS;
import static io.twofold.apppassword.Person.anAppPassword;
import static io.twofold.apppassword.Person.asUser;
import static io.twofold.apppassword.Person.generate;
import static io.twofold.apppassword.Person.now;
import static io.twofold.apppassword.Person.verify;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.twofold.apppassword.Person.AppPassword;
import io.twofold.events.AccountDeleted;
import io.twofold.events.AccountLocked;
import io.twofold.events.AccountUnlocked;
import io.twofold.events.AppPasswordCreated;
import io.twofold.events.EmailChanged;
import io.twofold.events.EventJson;
import io.twofold.events.PasswordChanged;
import io.twofold.events.SessionsEnded;
import io.twofold.events.TwoFactorDisabled;
import io.twofold.events.TwoFactorEnabled;
import io.twofold.testing.TokenAuthority;
import io.twofold.testing.TopicRecords;
import io.twofold.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FeatureTest
class GeneratingAnAppPassword {

    private static final String LAPTOP = "{\"label\":\"Mail on the laptop\"}";

    @Test
    void itIsShownOnceInSixGroupsOfFourLetters() {
        Person ada = Person.withTwoFactor();
        generate(ada.token(), LAPTOP)
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("id", matchesPattern("[0-9a-f-]{36}"))
                .body("label", equalTo("Mail on the laptop"))
                .body("services", equalTo(List.of("mail", "calendar", "contacts")))
                .body("password", matchesPattern("[a-z]{4}(-[a-z]{4}){5}"))
                .body("createdAt", equalTo(now().toString()));
        assertThat(asUser(ada.token()).get("/v1/app-passwords").asString()).doesNotContain("password\"");
    }

    @Test
    void itIsGoodForTheServicesChosen() {
        Response made = generate(
                Person.withTwoFactor().token(),
                "{\"label\":\"Backup\",\"services\":[\"other\",\"calendar\",\"calendar\"]}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.<List<String>>path("services")).containsExactly("calendar", "other");
    }

    @Test
    void itIsAFactForOthers() throws Exception {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        await().atMost(60, SECONDS)
                .untilAsserted(
                        () -> assertThat(facts().about(made.id()).ofType("twofold.app-password.AppPasswordCreated.v1"))
                                .hasSize(1));
        var fact = facts().about(made.id()).get(0);
        assertThat(fact.key()).isEqualTo(ada.id().toString());
        assertThat(fact.header("ce_sequence")).endsWith("01");
        assertThat(EventJson.read(
                        AppPasswordCreated.class, String.valueOf(fact.value()).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new AppPasswordCreated(
                        made.id(), "Mail on the laptop", List.of("mail", "calendar", "contacts"), "127.0.0.1"));
        assertThat(fact.value()).doesNotContain(made.password());
    }

    @Test
    void withoutTwoFactorAuthenticationItIsRefused() {
        Person ada = Person.registered();
        generate(ada.tokenOfOneFactor(), LAPTOP)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("two_factor_required"));
    }

    @Test
    void aTokenOfTwoFactorsIsProofBeforeAnyEventHasArrived() {
        Person ada = Person.unheardOf();
        AppPassword made = ada.anAppPassword();
        assertThat(ada.isLetInWith(made)).isTrue();
    }

    @Test
    void aTokenOfOneFactorIsNotEnoughOnceTwoFactorIsOn() {
        generate(Person.withTwoFactor().tokenOfOneFactor(), LAPTOP)
                .then()
                .statusCode(401)
                .header(
                        "WWW-Authenticate",
                        equalTo("Bearer error=\"insufficient_user_authentication\", max_age=300, acr_values=\"aal2\""))
                .body("code", equalTo("reauthentication_required"));
    }

    @Test
    void anOldSignInIsNotEnough() {
        Person ada = Person.withTwoFactor();
        String stale = ada.token(
                claims -> claims.setClaim("auth_time", now().minusSeconds(301).getEpochSecond()));
        generate(stale, LAPTOP)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer error=\"insufficient_user_authentication\", max_age=300"))
                .body("code", equalTo("reauthentication_required"));
    }

    @Test
    void aTokenFromBeforeThePasswordChangeIsRefused() {
        Person ada = Person.withTwoFactor();
        String before = ada.tokenIssued(now().minusSeconds(5));
        ada.told(3, new PasswordChanged(now(), "changed"));
        generate(before, LAPTOP).then().statusCode(401).body("code", equalTo("unauthorized"));
        asUser(before).get("/v1/app-passwords").then().statusCode(401);
        generate(ada.tokenIssued(now().plusSeconds(1)), LAPTOP).then().statusCode(201);
    }

    @Test
    void aTokenOfTheVerySecondOfThePasswordChangeIsRefused() {
        Person ada = Person.withTwoFactor();
        ada.told(3, new PasswordChanged(now(), "changed"));
        generate(ada.tokenIssued(now().plusMillis(500)), LAPTOP).then().statusCode(401);
    }

    @Test
    void aTokenFromBeforeTwoFactorWasTurnedOffProvesNothing() {
        Person ada = Person.withTwoFactor();
        String before = ada.tokenIssued(now().minusSeconds(5));
        ada.told(3, new TwoFactorDisabled(now(), "turned_off"));
        generate(before, LAPTOP).then().statusCode(403).body("code", equalTo("two_factor_required"));
        ada.told(4, new TwoFactorEnabled("sms", UUID.randomUUID().toString(), now()));
        generate(before, LAPTOP).then().statusCode(401).body("code", equalTo("unauthorized"));
    }

    @Test
    void theTokenOfAnEndedSessionIsRefused() {
        Person ada = Person.withTwoFactor();
        UUID session = UUID.randomUUID();
        String token = ada.token(claims -> claims.setStringClaim("sid", session.toString()));
        asUser(token).get("/v1/app-passwords").then().statusCode(200);
        ada.told(3, new SessionsEnded(List.of(session.toString()), false, now(), "signed_out"));
        generate(token, LAPTOP).then().statusCode(401);
        asUser(token).get("/v1/app-passwords").then().statusCode(401);
        asUser(ada.token()).get("/v1/app-passwords").then().statusCode(200);
    }

    @Test
    void whenAllSessionsEndedOnlyNewTokensAreGood() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        ada.told(3, new SessionsEnded(List.of(), true, now(), "signed_out"));
        asUser(ada.token()).get("/v1/app-passwords").then().statusCode(401);
        asUser(ada.tokenIssued(now().plusSeconds(1)))
                .get("/v1/app-passwords")
                .then()
                .statusCode(200)
                .body("appPasswords.id", hasItem(made.id()));
        assertThat(ada.isLetInWith(made)).isTrue();
    }

    @Test
    void aLockedAccountIsRefusedUntilItIsUnlocked() {
        Person ada = Person.withTwoFactor();
        ada.told(3, new AccountLocked("abuse"));
        String later = ada.tokenIssued(now().plusSeconds(1));
        generate(later, LAPTOP).then().statusCode(401);
        ada.told(4, new AccountUnlocked());
        generate(later, LAPTOP).then().statusCode(201);
    }

    @Test
    void aDeletedAccountIsRefused() {
        Person ada = Person.withTwoFactor();
        ada.told(3, new AccountDeleted(now()));
        generate(ada.tokenIssued(now().plusSeconds(1)), LAPTOP).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"label\":null}",
                "{\"label\":\"\"}",
                "{\"label\":\"   \"}",
                "{\"label\":\"two\\nlines\"}",
                "{\"label\":\"a\\u0000b\"}",
                "{\"label\":\"\\ud800\"}",
                "{\"label\":\"12345678901234567890123456789012345678901234567890123456789012345\"}"
            })
    void aLabelNobodyCouldReadIsRefused(String body) {
        generate(Person.withTwoFactor().token(), body).then().statusCode(422).body("code", equalTo("invalid_label"));
    }

    @Test
    void aLabelOf64CharactersOfAnyPlaneIsFine() {
        String label = "📧".repeat(64);
        generate(Person.withTwoFactor().token(), "{\"label\":\"" + label + "\"}")
                .then()
                .statusCode(201)
                .body("label", equalTo(label));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\":7}",
                "{\"label\":\"a\",\"services\":[]}",
                "{\"label\":\"a\",\"services\":[\"imap\"]}",
                "{\"label\":\"a\",\"services\":[null]}",
                "{\"label\":\"a\",\"services\":[0]}",
                "{\"label\":\"a\",\"services\":\"mail\"}"
            })
    void aWishOfAnotherShapeIsInvalid(String body) {
        generate(Person.withTwoFactor().token(), body)
                .then()
                .statusCode(422)
                .body("code", equalTo("validation_failed"))
                .body("violations", not(equalTo(List.of())));
    }

    @Test
    void whatIsWrongIsFoundInTheOrderOfTheContract() {
        Person ada = Person.withTwoFactor();
        String stale = ada.token(
                claims -> claims.setClaim("auth_time", now().minusSeconds(301).getEpochSecond()));
        generate("nonsense", "{").then().statusCode(401);
        generate(stale, "{").then().statusCode(400).body("code", equalTo("malformed_request"));
        asUser(stale)
                .contentType(ContentType.TEXT)
                .body("label")
                .post("/v1/app-passwords")
                .then()
                .statusCode(415);
        generate(stale, "{\"label\":\"" + "a".repeat(17_000) + "\"}")
                .then()
                .statusCode(413)
                .body("code", equalTo("request_too_large"));
        generate(stale, "{}").then().statusCode(422);
        generate(stale, LAPTOP).then().statusCode(401).body("code", equalTo("reauthentication_required"));
    }

    @Test
    void aServiceTokenIsTheWrongKind() {
        generate(TokenAuthority.serviceToken("app-password-service", "partner", "app-passwords"), LAPTOP)
                .then()
                .statusCode(401);
    }

    @Test
    void repeatedUnderItsKeyItIsNotDoneTwiceNorShownAgain() {
        Person ada = Person.withTwoFactor();
        String token = ada.token();
        Response first = under("key-1", token, LAPTOP);
        assertThat(first.statusCode()).isEqualTo(201);
        under("key-1", token, LAPTOP)
                .then()
                .statusCode(409)
                .body("code", equalTo("already_done"))
                .body("id", equalTo(first.<String>path("id")));
        under("key-1", token, "{\"label\":\"Another\"}")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency_key_reused"));
        assertThat(asUser(token).get("/v1/app-passwords").<List<?>>path("appPasswords"))
                .hasSize(1);
    }

    @Test
    void aKeyIsTheCallersOwn() {
        under("key-2", Person.withTwoFactor().token(), LAPTOP).then().statusCode(201);
        under("key-2", Person.withTwoFactor().token(), LAPTOP).then().statusCode(201);
    }

    @Test
    void fiftyAtOnceStopAtTwentyFive() throws Exception {
        Person ada = Person.withTwoFactor();
        String token = ada.token();
        List<Integer> answers = Parallel.run(50, () -> generate(token, LAPTOP).statusCode());
        assertThat(answers).containsOnly(201, 409);
        assertThat(answers).filteredOn(status -> status == 201).hasSize(25);
        generate(token, LAPTOP)
                .then()
                .statusCode(409)
                .body("code", equalTo("app_password_limit_reached"))
                .body("limit", equalTo(25));
        assertThat(asUser(token).get("/v1/app-passwords").<List<?>>path("appPasswords"))
                .hasSize(25);
    }

    /** Whichever comes first, the password change or the new password: it is dead afterwards. */
    @Test
    void aPasswordChangeAtTheSameMomentLeavesNothingBehind() throws Exception {
        for (int round = 0; round < 12; round++) {
            Person ada = Person.withTwoFactor();
            String token = ada.token();
            var change = ada.event(3, new PasswordChanged(now(), "changed"));
            List<Response> answers = Parallel.run(List.of(
                    () -> generate(token, LAPTOP),
                    () -> {
                        Person.publish(change);
                        return generate(token, LAPTOP);
                    },
                    () -> generate(token, LAPTOP)));
            Person.awaitEffect(change.id());
            for (Response answer : answers) {
                assertThat(answer.statusCode()).isIn(201, 401);
                if (answer.statusCode() == 201) {
                    assertThat(ada.isLetInWith(AppPassword.of(answer))).isFalse();
                }
            }
        }
    }

    @Test
    void itWorksForTheAddressInTheTokenUntilAnEventSaysOtherwise() {
        Person ada = Person.unheardOf();
        AppPassword made = anAppPassword(ada.token());
        ada.told(7, new EmailChanged("new." + ada.email()));
        assertThat(ada.isLetInWith(made)).isFalse();
        verify("new." + ada.email(), made.password(), "imap")
                .then()
                .body("active", equalTo(true))
                .body("username", equalTo("new." + ada.email()));
    }

    private static Response under(String key, String token, String body) {
        return asUser(token)
                .headers(Map.of("Idempotency-Key", key))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/app-passwords");
    }

    private static TopicRecords facts() {
        return Topics.read(APP_PASSWORD_EVENTS);
    }
}

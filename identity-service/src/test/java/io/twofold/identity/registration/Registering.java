package io.twofold.identity.registration;

import static io.restassured.RestAssured.given;
import static io.twofold.identity.outside.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.twofold.events.AccountRegistered;
import io.twofold.identity.outside.Barrier;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Mailbox;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Phones;
import io.twofold.identity.outside.Published;
import io.twofold.identity.outside.Rows;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@IdentityTest
class Registering {

    private static final String PASSWORD = "correct horse battery staple";

    @Inject
    TestTime time;

    @Test
    void takesTheCodeThatWasMailed() {
        String email = anAddress();

        Response begun = register(email);
        Response confirmed = confirm(begun, Mailbox.codeSentTo(email));

        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(confirmed.statusCode()).isEqualTo(201);
        assertThat(confirmed.<String>path("email")).isEqualTo(email);
        assertThat(Published.of(confirmed.path("accountId"), AccountRegistered.class))
                .singleElement()
                .satisfies(event -> assertThat(event.value()).contains(email).contains("\"en\""));
    }

    @Test
    void answersTheSameForAnAddressThatHasAnAccount() {
        Person known = Person.registered();

        long before = Rows.count("registration") + Rows.count("letter");
        Response unknown = register(anAddress());
        long between = Rows.count("registration") + Rows.count("letter");
        Response taken = register(known.email());
        long after = Rows.count("registration") + Rows.count("letter");

        assertThat(taken.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(202);
        assertThat(taken.<Map<String, Object>>path("").keySet())
                .isEqualTo(unknown.<Map<String, Object>>path("").keySet());
        assertThat(after - between).isEqualTo(between - before).isEqualTo(2);
    }

    @Test
    void tellsTheOwnerOfATakenAddressAndNobodyTheCode() {
        Person known = Person.registered();

        Response begun = register(known.email());
        String code = Phones.sentFor(begun.path("registrationId")).getLast().code();

        assertThat(Mailbox.letterTo(known.email(), "already").getText()).doesNotContain(code);
        assertProblem(confirm(begun, code), 410, "code_expired");
    }

    @Test
    void findsATakenAddressWhateverItsSpelling() {
        Person known = Person.registered();

        register(known.email().toUpperCase(Locale.ROOT));

        assertThat(Mailbox.letterTo(known.email(), "already")).isNotNull();
        assertThat(Mailbox.settled(known.email().toUpperCase(Locale.ROOT))).isEmpty();
    }

    @Test
    void tellsTheOwnerOfATakenAddressInTheirOwnLanguage() {
        Person known = Person.registered();

        json(Map.of("email", known.email(), "password", PASSWORD, "locale", "de"))
                .post("/v1/registrations");

        assertThat(Mailbox.letterTo(known.email(), "already").getText()).startsWith("Hello");
    }

    @Test
    void sendsTheCodeToTheDomainThatMailServersKnow() {
        String name = "person-" + UUID.randomUUID();

        register(name + "@Bücher.example");

        assertThat(Mailbox.letterTo(name + "@xn--bcher-kva.example", "code")).isNotNull();
    }

    @Test
    void forgetsAddressAndPasswordOnceConfirmed() {
        Response begun = register(anAddress());
        confirm(begun, codeOf(begun));

        assertThat(Rows.count("registration where id = '" + begun.path("registrationId")
                        + "' and email is null and email_key is null and password_hash is null"))
                .isEqualTo(1);
    }

    @Test
    void makesOneAccountOfManyRegistrationsConfirmedAtOnce() {
        String email = anAddress();
        List<Response> begun = List.of(register(email), register(email), register(email));

        List<Integer> statuses = Barrier.atOnce(begun.stream()
                .<Callable<Integer>>map(one -> () -> confirm(one, codeOf(one)).statusCode())
                .toList());

        assertThat(statuses).containsExactlyInAnyOrder(201, 410, 410);
    }

    @Test
    void acceptsACodeOnceHoweverManyBringIt() {
        Response begun = register(anAddress());
        String code = codeOf(begun);

        List<Integer> statuses = Barrier.atOnce(64, () -> confirm(begun, code).statusCode());

        assertThat(statuses)
                .containsOnlyOnce(201)
                .filteredOn(status -> status != 201)
                .containsOnly(409);
    }

    @Test
    void isFinishedByTheSameCodeWhenItWasCutOffBefore() {
        Response begun = register(anAddress());
        String code = codeOf(begun);
        try (Phones.Behaving _ = Phones.losingVerdicts()) {
            assertProblem(confirm(begun, code), 503, "temporarily_unavailable");
        }

        assertThat(confirm(begun, code).statusCode()).isEqualTo(201);
    }

    @Test
    void countsWrongCodes() {
        Response begun = register(anAddress());
        String wrong = "%06d".formatted((Integer.parseInt(codeOf(begun)) + 1) % 1_000_000);

        for (int left = 4; left >= 0; left--) {
            Response answer = assertProblem(confirm(begun, wrong), 422, "incorrect_code");
            assertThat(answer.<Integer>path("attemptsLeft")).isEqualTo(left);
        }
        assertProblem(confirm(begun, codeOf(begun)), 429, "too_many_attempts");
    }

    @Test
    void tellsAnOlderCodeFromAWrongOne() {
        String email = anAddress();
        Response begun = register(email);
        String older = codeOf(begun);

        Response resent = resend(begun);

        assertThat(resent.statusCode()).isEqualTo(202);
        assertThat(resent.<String>path("expiresAt")).isNotNull();
        assertProblem(confirm(begun, older), 422, "code_superseded");
        assertThat(confirm(begun, Mailbox.codeSentTo(email)).statusCode()).isEqualTo(201);
    }

    @Test
    void isNobodysWithoutItsFlowToken() {
        Response begun = register(anAddress());
        String path = "/v1/registrations/" + begun.path("registrationId") + "/code";

        assertProblem(json(Map.of("code", codeOf(begun))).post(path), 404, "not_found");
        assertProblem(
                json(Map.of("code", codeOf(begun)))
                        .header("Flow-Token", "A".repeat(43))
                        .post(path),
                404,
                "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "@example.org",
                "two@@example.org",
                "a b@example.org",
                "a@nodot",
                "a@-.org",
                "anna@straße.example"
            })
    void refusesWhatIsNoAddress(String email) {
        assertProblem(register(email), 422, "invalid_email");
    }

    @Test
    void saysWhatIsWrongWithAPassword() {
        Response answer =
                json(Map.of("email", anAddress(), "password", "password1")).post("/v1/registrations");

        assertProblem(answer, 422, "weak_password");
        assertThat(answer.<List<String>>path("reasons")).containsExactly("too_common");
    }

    @Test
    void isHonestWhenNoCodeCanBeHad() {
        try (Phones.Behaving _ = Phones.down()) {
            Response answer = assertProblem(register(anAddress()), 503, "temporarily_unavailable");
            assertThat(answer.header("Retry-After")).isNotNull();
        }
    }

    @Test
    void fillsNobodysMailboxHoweverManyComeAtOnce() {
        String email = anAddress();

        List<Integer> statuses = Barrier.atOnce(16, () -> register(email).statusCode());

        assertThat(statuses).containsOnly(202);
        assertThat(Mailbox.settled(email)).hasSize(5);
    }

    @Test
    void fillsNobodysMailboxByAskingForTheCodeAgain() {
        Person known = Person.registered();
        int before = Mailbox.settled(known.email()).size();
        List<Response> begun = List.of(register(known.email()), register(known.email()));

        for (int i = 0; i < 4; i++) {
            begun.forEach(one -> assertThat(resend(one).statusCode()).isEqualTo(202));
        }

        // One of the five was for the registration that made the account.
        assertThat(Mailbox.settled(known.email())).hasSize(before + 4);
    }

    @Test
    void writesAgainAnHourLater() {
        String email = anAddress();
        for (int i = 0; i < 6; i++) {
            register(email);
        }
        time.pass(Duration.ofHours(1));

        register(email);

        assertThat(Mailbox.settled(email)).hasSize(6);
    }

    @Test
    void refusesAVeryLongPasswordAtOnce() {
        String typed = "a" + "1".repeat(16_000);

        Response answer = json(Map.of("email", anAddress(), "password", typed)).post("/v1/registrations");

        assertProblem(answer, 422, "weak_password");
        assertThat(answer.<List<String>>path("reasons")).containsExactly("too_long");
    }

    private static String anAddress() {
        return "person-" + UUID.randomUUID() + "@example.org";
    }

    private static Response register(String email) {
        return json(Map.of("email", email, "password", PASSWORD)).post("/v1/registrations");
    }

    private static Response confirm(Response begun, String code) {
        return flow(begun)
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post("/v1/registrations/" + begun.path("registrationId") + "/code");
    }

    private static Response resend(Response begun) {
        return flow(begun).post("/v1/registrations/" + begun.path("registrationId") + "/resend");
    }

    private static String codeOf(Response begun) {
        return Phones.sentFor(begun.path("registrationId")).getLast().code();
    }

    private static RequestSpecification flow(Response begun) {
        return given().header("Flow-Token", begun.<String>path("flowToken"));
    }

    private static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).body(body);
    }
}

package io.twofold.acceptance;

import static io.twofold.acceptance.stack.Service.APP_PASSWORD;
import static io.twofold.acceptance.stack.Service.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.acceptance.person.Person;
import io.twofold.acceptance.person.Phone;
import io.twofold.acceptance.stack.Fact;
import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the whole system is for, from the registration to the death of an app-specific password. */
class TheMainJob {

    private static final Duration SOON = Duration.ofMinutes(1);

    private final Stack stack = TheRun.stack();

    @Test
    void fromTheRegistrationToTheDeathOfAnAppPassword() {
        var person = Person.registered(stack);
        assertThat(account(person).get("/twoFactor/enabled")).isEqualTo("false");

        var enrolled = person.enroll("sms");
        assertThat(enrolled.get("/enabled")).isEqualTo("true");
        assertThat(enrolled.get("/phoneNumbers/0/lastDigits"))
                .isEqualTo(person.phone().e164().substring(person.phone().e164().length() - 2));
        assertThat(account(person).get("/twoFactor/enabled")).isEqualTo("true");

        var elsewhere = person.onAnotherDevice();
        var pending = elsewhere.signIn().expect(200);
        assertThat(pending.get("/state")).isEqualTo("second_factor_required");
        assertThat(pending.get("/trustedDevices")).isEqualTo("0");
        assertThat(pending.get("/codeSentTo/lastDigits")).isEqualTo(enrolled.get("/phoneNumbers/0/lastDigits"));
        var complete = elsewhere.answer(pending, person.phone().nextCode()).expect(200);
        assertThat(complete.get("/state")).isEqualTo("complete");
        assertThat(complete.get("/device/trusted")).isEqualTo("true");

        var created = elsewhere.createAppPassword("Mail on the telephone").expect(201);
        var shown = created.get("/password");
        assertThat(shown).matches("[a-z]{4}(-[a-z]{4}){5}");
        var accepted = person.showToMailServer(shown).expect(200);
        assertThat(accepted.get("/active")).isEqualTo("true");
        assertThat(accepted.get("/accountId")).isEqualTo(person.accountId());
        assertThat(accepted.get("/appPasswordId")).isEqualTo(created.get("/id"));
        assertThat(person.mailServerAccepts(shown.replace("-", "").toUpperCase(Locale.ROOT)))
                .isTrue();

        person.changePassword().expect(204);

        await().atMost(SOON).until(() -> !person.mailServerAccepts(shown));
        elsewhere.get(IDENTITY, "/v1/account").send().refusedWith(401, "unauthorized");
        elsewhere.refresh().expect(400);
        assertThat(elsewhere.signIn(person.password()).expect(200).get("/state"))
                .as("the device isn't trusted any more")
                .isEqualTo("second_factor_required");
    }

    @Test
    void byPhoneCall() {
        var person = Person.registered(stack);
        var id = person.startEnrollment("voice").expect(202).get("/enrollmentId");

        var call = person.phone().nextMessage();

        assertThat(call.path("channel").asText()).isEqualTo("voice");
        var code = Phone.codeIn(call);
        var spoken = String.join(", ", code.split("", -1)).replaceFirst(", $", "");
        assertThat(call.path("text").asText().split(spoken, -1))
                .as("said twice")
                .hasSize(3);
        assertThat(person.answerEnrollment(id, code).expect(200).get("/phoneNumbers/0/methods/0"))
                .isNotEmpty();
    }

    @Test
    void aTrustedDeviceNeedsNoCode() {
        var person = Person.enrolled(stack);

        var again = person.signIn().expect(200);

        assertThat(again.get("/state")).isEqualTo("complete");
        assertThat(again.json().at("/device/trusted").asBoolean()).isTrue();
    }

    @Test
    void tellsTheOwnerByLetter() {
        var person = Person.enrolled(stack);
        var before = person.letters().size();

        person.changePassword().expect(204);

        await().atMost(SOON).until(() -> person.letters().size() > before);
        assertThat(person.letters())
                .noneMatch(letter -> letter.path("text").asText().contains(person.password()));
    }

    @ParameterizedTest
    @CsvSource({"en, GSM-7", "de, GSM-7", "ja, UCS-2"})
    void textsFitIntoOneSegmentOfTheirAlphabet(String language, String alphabet) {
        var person = Person.speaking(language, stack);
        person.register();
        person.signIn().expect(200);
        person.startEnrollment("sms").expect(202);

        var text = person.phone().nextMessage();

        assertThat(text.path("segments").asInt()).isEqualTo(1);
        assertThat(text.path("encoding").asText()).isEqualTo(alphabet);
        assertThat(text.path("text").asText()).containsPattern("(?m)^@\\S+ #\\d{6}$");
    }

    @Test
    void publishesEachFactWithItsHeaders() {
        var person = Person.enrolled(stack);
        var shown = person.createAppPassword("Calendar").expect(201).get("/password");
        assertThat(person.mailServerAccepts(shown)).isTrue();
        person.changePassword().expect(204);

        var topics = stack.topics();
        var registered = topics.await("identity.events", "AccountRegistered", person.accountId());
        assertThat(registered.data().path("email").asText()).isEqualTo(person.email());
        var enabled = topics.await("identity.events", "TwoFactorEnabled", person.accountId());
        topics.await("identity.events", "TrustedPhoneNumberAdded", person.accountId());
        topics.await("identity.events", "TrustedDeviceAdded", person.accountId());
        topics.await("identity.events", "SignedIn", person.accountId());
        var changed = topics.await("identity.events", "PasswordChanged", person.accountId());
        var verified = topics.await("otp.events", "PhoneVerified", person.accountId());
        assertThat(verified.data().path("purpose").asText()).isEqualTo("enroll_phone");
        topics.await("otp.events", "ChallengeCreated", person.accountId());
        topics.await("app-password.events", "AppPasswordCreated", person.accountId());
        topics.await("app-password.events", "AppPasswordFirstUsed", person.accountId());
        topics.await("app-password.events", "AppPasswordRevoked", person.accountId());
        topics.await(
                "sms-gateway.events",
                fact -> fact.is("MessageDelivered")
                        && fact.data()
                                .path("challengeId")
                                .asText()
                                .equals(verified.data().path("challengeId").asText()));

        var ours = topics.everything().stream()
                .filter(fact -> fact.isOf(person.accountId()))
                .toList();
        assertThat(ours).allSatisfy(fact -> followsTheContract(fact, person.accountId()));
        assertThat(enabled.partition()).isEqualTo(changed.partition());
        assertThat(changed.header("ce_sequence")).isGreaterThan(enabled.header("ce_sequence"));
    }

    private static void followsTheContract(Fact fact, String accountId) {
        assertThat(fact.header("ce_specversion")).isEqualTo("1.0");
        assertThat(UUID.fromString(fact.header("ce_id")).version()).isEqualTo(7);
        var service = fact.header("ce_source").substring(1);
        assertThat(service).endsWith("-service");
        assertThat(fact.header("ce_type")).matches("twofold\\." + service.replace("-service", "") + "\\.\\w+\\.v1");
        assertThat(fact.header("ce_subject")).isNotEmpty();
        assertThat(fact.key()).isEqualTo(accountId);
        assertThat(OffsetDateTime.parse(fact.header("ce_time")))
                .isBefore(OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(1));
        assertThat(fact.header("ce_sequence")).matches("\\d{20}");
        assertThat(fact.header("ce_dataschema")).endsWith(fact.header("ce_type").replaceFirst("^twofold\\.", ""));
        assertThat(fact.header("content-type")).isEqualTo("application/json");
        assertThat(fact.data().isObject()).isTrue();
    }

    @Test
    void anAnswerToAnIdempotencyKeyIsGivenOnce() {
        var person = Person.enrolled(stack);
        var key = UUID.randomUUID().toString();
        var first = person.post(APP_PASSWORD, "/v1/app-passwords")
                .header("Idempotency-Key", key)
                .json(Map.of("label", "Once"))
                .send()
                .expect(201);

        person.post(APP_PASSWORD, "/v1/app-passwords")
                .header("Idempotency-Key", key)
                .json(Map.of("label", "Once"))
                .send()
                .refusedWith(409, "already_done");
        person.post(APP_PASSWORD, "/v1/app-passwords")
                .header("Idempotency-Key", key)
                .json(Map.of("label", "Another"))
                .send()
                .refusedWith(422, "idempotency_key_reused");

        var listed = person.get(APP_PASSWORD, "/v1/app-passwords").send().expect(200);
        assertThat(listed.json().path("appPasswords")).hasSize(1);
        assertThat(listed.get("/appPasswords/0/id")).isEqualTo(first.get("/id"));
    }

    private static Reply account(Person person) {
        return person.get(IDENTITY, "/v1/account").send().expect(200);
    }
}

package io.twofold.acceptance;

import static io.twofold.acceptance.person.Partner.otherThan;
import static io.twofold.acceptance.stack.Service.IDENTITY;
import static io.twofold.acceptance.stack.Service.OTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.acceptance.person.Partner;
import io.twofold.acceptance.person.Person;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Codes that aren't accepted. */
class AnsweringACode {

    private final Stack stack = TheRun.stack();

    @Test
    void aWrongOneSpendsATry() {
        var partner = Partner.of(stack);
        var challenge = partner.challenge();
        var code = partner.phone().nextCode();

        var refusal = challenge.answer(otherThan(code)).refusedWith(422, "incorrect_code");

        assertThat(refusal.get("/attemptsLeft")).isEqualTo("4");
        assertThat(challenge.answer(code).expect(200).get("/verified")).isEqualTo("true");
    }

    @Test
    void anEarlierOneIsSuperseded() {
        var partner = Partner.of(stack);
        var challenge = partner.challenge();
        var first = partner.phone().nextCode();
        await().atMost(Duration.ofMinutes(1)).until(() -> challenge.resend().status() == 200);
        var second = partner.phone().nextCode();
        assertThat(second).as("one case in a million").isNotEqualTo(first);

        challenge.answer(first).refusedWith(422, "code_superseded");

        challenge.answer(second).expect(200);
    }

    @Test
    void theNextOneHasToWait() {
        // On a slow machine the wait may be over before anybody asks.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Partner.of(stack).challenge().resend(), reply -> reply.isRefusal(429, "resend_too_soon"));
    }

    @Test
    void aUsedOneIsRefused() {
        var partner = Partner.of(stack);
        var challenge = partner.challenge();
        var code = partner.phone().nextCode();
        challenge.answer(code).expect(200);

        challenge.answer(code).refusedWith(409, "code_already_used");
    }

    @Test
    void whatIsNoCodeSpendsNoTry() {
        var partner = Partner.of(stack);
        var challenge = partner.challenge();
        var code = partner.phone().nextCode();

        for (var typed : new String[] {"12345", "1234567", "12345a", "١٢٣٤٥٦", ""}) {
            challenge.answer(typed).refusedWith(422, "validation_failed");
        }

        assertThat(challenge
                        .answer(otherThan(code))
                        .refusedWith(422, "incorrect_code")
                        .get("/attemptsLeft"))
                .isEqualTo("4");
    }

    @Test
    void anotherClientsChallengeDoesNotExist() {
        var person = Person.registered(stack);
        var enrollment = person.startEnrollment("sms").expect(202);
        var code = person.phone().nextCode();
        var created = stack.topics().await("otp.events", "ChallengeCreated", person.accountId());
        var path = "/v1/challenges/" + created.header("ce_subject");
        var stranger = Partner.of(stack);

        stranger.call("GET", OTP, path, "otp").send().refusedWith(404, "not_found");
        stranger.call("POST", OTP, path + "/resend", "otp").send().refusedWith(404, "not_found");
        stranger.call("DELETE", OTP, path, "otp").send().refusedWith(404, "not_found");
        stranger.call("POST", OTP, path + "/verify", "otp")
                .json(Map.of("code", code, "binding", enrollment.get("/enrollmentId")))
                .send()
                .refusedWith(404, "not_found");

        person.answerEnrollment(enrollment.get("/enrollmentId"), code).expect(200);
    }

    @Test
    void atASignInAWrongOneSpendsATryAndAUsedOneIsRefused() {
        var person = Person.enrolled(stack).onAnotherDevice();
        var pending = person.signIn().expect(200);
        var code = person.phone().nextCode();

        assertThat(person.answer(pending, otherThan(code))
                        .refusedWith(422, "incorrect_code")
                        .get("/attemptsLeft"))
                .isEqualTo("4");
        person.answer(pending, code).expect(200);
        var repeated = person.answer(pending, code);
        assertThat(repeated.status())
                .as("an answer that got lost is given once more")
                .isEqualTo(200);

        person.answer(pending, code).refusedWith(409, "code_already_used");
    }

    @Test
    void atASignInFiveWrongOnesEndIt() {
        var person = Person.enrolled(stack).onAnotherDevice();
        var pending = person.signIn().expect(200);
        var code = person.phone().nextCode();
        for (var attempt = 1; attempt <= 5; attempt++) {
            person.answer(pending, otherThan(code)).refusedWith(422, "incorrect_code");
        }

        person.answer(pending, code).refusedWith(429, "too_many_attempts");
    }

    @Test
    void withoutItsFlowTokenAFlowDoesNotExist() {
        var person = Person.enrolled(stack).onAnotherDevice();
        var pending = person.signIn().expect(200);
        var code = person.phone().nextCode();
        var path = "/v1/sign-ins/" + pending.get("/signInId");

        person.api().get(IDENTITY, path).send().refusedWith(404, "not_found");
        person.api().delete(IDENTITY, path).send().refusedWith(404, "not_found");
        person.api()
                .post(IDENTITY, path + "/verify")
                .json(Map.of("code", code))
                .send()
                .refusedWith(404, "not_found");
        person.api()
                .post(IDENTITY, path + "/verify")
                .flowToken("A".repeat(43))
                .json(Map.of("code", code))
                .send()
                .refusedWith(404, "not_found");

        person.answer(pending, code).expect(200);
    }

    @Test
    void aCancelledEnrolmentsOneIsDead() {
        var person = Person.registered(stack);
        var id = person.startEnrollment("sms").expect(202).get("/enrollmentId");
        var code = person.phone().nextCode();

        person.delete(IDENTITY, "/v1/two-factor/enrollments/" + id).send().expect(204);

        assertThat(person.answerEnrollment(id, code).status()).isBetween(400, 499);
        assertThat(person.get(IDENTITY, "/v1/account").send().expect(200).get("/twoFactor/enabled"))
                .isEqualTo("false");
    }
}

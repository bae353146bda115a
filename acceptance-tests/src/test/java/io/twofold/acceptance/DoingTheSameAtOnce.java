package io.twofold.acceptance;

import static io.twofold.acceptance.person.Partner.otherThan;
import static io.twofold.acceptance.stack.Service.APP_PASSWORD;
import static io.twofold.acceptance.stack.Service.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.acceptance.person.Partner;
import io.twofold.acceptance.person.Person;
import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Races in which two answers must not both win. */
class DoingTheSameAtOnce {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Stack stack = TheRun.stack();

    @Test
    void sixtyFourRightCodesAreOneSuccess() {
        var partner = Partner.of(stack);
        var challenge = partner.challenge();
        var code = partner.phone().nextCode();

        var answers = Parallel.times(64, () -> challenge.answer(code));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(outcomes(answers)).isSubsetOf("200", "409 code_already_used");
        challenge.answer(code).refusedWith(409, "code_already_used");
    }

    @Test
    void twoHundredWrongCodesAreFiveEvaluations() {
        var partner = Partner.of(stack);
        var challenge = partner.challenge();
        var code = partner.phone().nextCode();

        var answers = new ArrayList<>(Parallel.times(200, () -> challenge.answer(otherThan(code))));
        assertThat(outcomes(answers)).isSubsetOf("422 incorrect_code", "429 too_many_attempts");
        while (!answers.getLast().isRefusal(429, "too_many_attempts") && answers.size() < 300) {
            answers.add(challenge.answer(otherThan(code)));
        }

        assertThat(answers)
                .filteredOn(answer -> answer.isRefusal(422, "incorrect_code"))
                .extracting(answer -> answer.get("/attemptsLeft"))
                .containsExactlyInAnyOrder("4", "3", "2", "1", "0");
        challenge.answer(code).refusedWith(429, "too_many_attempts");
    }

    @Test
    void sixtyFourRightCodesAtASignInLeaveOneSession() {
        var person = Person.enrolled(stack);
        var before = sessions(person);
        var elsewhere = person.onAnotherDevice();
        var pending = elsewhere.signIn().expect(200);
        var code = person.phone().nextCode();

        var answers = Parallel.times(64, () -> elsewhere.answer(pending, code));

        assertThat(outcomes(answers)).doesNotContain("500 internal_error").contains("200");
        // An answer that may have been lost is given once more, and ends the session of the first.
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeBetween(1, 2);
        assertThat(sessions(person)).isEqualTo(before + 1);

        // So many may have opened the circuit to otp-service, which closes again within seconds.
        var another = person.onAnotherDevice();
        var again = another.signIn().expect(200);
        var next = person.phone().nextCode();
        await().atMost(PATIENCE).until(() -> another.answer(again, next).status() == 200);
    }

    @Test
    void fiftyAppPasswordsStopAtTwentyFive() {
        var person = Person.enrolled(stack);

        var answers = new ArrayList<>(Parallel.times(50, () -> person.createAppPassword("One of many")));
        assertThat(outcomes(answers)).isSubsetOf("201", "409 app_password_limit_reached");
        while (!answers.getLast().isRefusal(409, "app_password_limit_reached") && answers.size() < 100) {
            answers.add(person.createAppPassword("One more"));
        }

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(25);
        assertThat(person.get(APP_PASSWORD, "/v1/app-passwords")
                        .send()
                        .expect(200)
                        .json()
                        .path("appPasswords"))
                .hasSize(25);
    }

    @Test
    void ofTwoRemovalsOfTheLastTwoNumbersOneIsRefused() {
        var person = Person.enrolled(stack);
        var second = person.trust(person.anotherPhone());
        var first = numbers(person).stream()
                .filter(number -> !number.equals(second))
                .findFirst()
                .orElseThrow();

        CompletableFuture<Reply> one;
        CompletableFuture<Reply> other;
        try (var _ = stack.databases().hold("identity", "account", person.accountId())) {
            one = CompletableFuture.supplyAsync(() -> remove(person, first), Thread::startVirtualThread);
            other = CompletableFuture.supplyAsync(() -> remove(person, second), Thread::startVirtualThread);
            stack.databases().awaitWaiting("identity", 2);
        }

        var answers = List.of(one.join(), other.join());
        assertThat(answers).extracting(Reply::outcome).containsExactlyInAnyOrder("204", "409 last_phone_number");
        assertThat(numbers(person)).hasSize(1);
    }

    @Test
    void parallelUsesOfARefreshTokenLeaveOneSuccessor() {
        var person = Person.registered(stack);
        var devices = List.of(
                person.asOfNow(),
                person.asOfNow(),
                person.asOfNow(),
                person.asOfNow(),
                person.asOfNow(),
                person.asOfNow());

        var answers = Parallel.all(
                devices.stream().<Callable<Reply>>map(device -> device::refresh).toList());

        assertThat(answers).noneMatch(answer -> answer.status() == 500).anyMatch(answer -> answer.status() == 200);
        assertThat(devices)
                .as("nobody is signed out")
                .allSatisfy(device -> device.get(IDENTITY, "/v1/account").send().expect(200));
        var stillGood = devices.stream()
                .filter(device -> device.refresh().status() == 200)
                .count();
        assertThat(stillGood).isLessThanOrEqualTo(1);
    }

    /** All but the honest 503 of a service that many wait for: whoever got one may ask again. */
    private static Set<String> outcomes(List<Reply> answers) {
        return answers.stream()
                .map(Reply::outcome)
                .filter(outcome -> !outcome.equals("503 temporarily_unavailable"))
                .collect(Collectors.toSet());
    }

    /** Whoever waited too long for the row was told so, and asks again. */
    private static Reply remove(Person person, String number) {
        return await().pollDelay(Duration.ZERO)
                .pollInSameThread()
                .atMost(PATIENCE)
                .until(
                        () -> person.delete(IDENTITY, "/v1/phone-numbers/" + number)
                                .send(),
                        reply -> !reply.isRefusal(503, "temporarily_unavailable"));
    }

    private static List<String> numbers(Person person) {
        return person.get(IDENTITY, "/v1/phone-numbers")
                .send()
                .expect(200)
                .json()
                .path("phoneNumbers")
                .findValuesAsText("id");
    }

    private static int sessions(Person person) {
        return person.get(IDENTITY, "/v1/sessions")
                .send()
                .expect(200)
                .json()
                .path("sessions")
                .size();
    }
}

package io.twofold.identity.signin;

import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.retryAfter;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.twofold.identity.outside.Barrier;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Mailbox;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Person.PendingSignIn;
import io.twofold.identity.outside.Rows;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody knows the password and guesses codes, one sign-in after the other. */
@IdentityTest
class GuessingCodes {

    private static final String LETTER = "seems to have your Twofold password";

    @Inject
    TestTime time;

    @Inject
    Clock clock;

    private Person person;

    @BeforeEach
    void somebodySignedIn() {
        person = Person.registered();
        person.enrolled(person.signedIn());
    }

    @Test
    void bringsAWaitAtTheTenthInARow() {
        PendingSignIn before = person.signingIn("tablet");
        String code = person.code();
        guessTenTimes();

        assertThat(retryAfter(assertProblem(before.verify(code), 429, "too_many_attempts")))
                .isBetween(800, 900);
        PendingSignIn pending = PendingSignIn.of(codeless());
        String number = pending.get().path("phoneNumbers[0].id");
        assertThat(retryAfter(assertProblem(
                        pending.post("/codes", Map.of("phoneNumberId", number, "method", "sms")),
                        429,
                        "too_many_attempts")))
                .isBetween(800, 900);
    }

    @Test
    void isOverWithASuccessAfterTheWait() {
        guessTenTimes();
        time.pass(Duration.ofMinutes(15));

        assertThat(person.signedInWithCode("tablet").isSignedIn()).isTrue();

        PendingSignIn next = person.signingIn("phone");
        assertProblem(next.verify(person.wrongCode()), 422, "incorrect_code");
        assertThat(Device.of(next.verify(person.code())).isSignedIn()).isTrue();
    }

    @Test
    void bringsALongerWaitWithEachFurtherOne() {
        guessTenTimes();
        time.pass(Duration.ofMinutes(15));
        PendingSignIn pending = person.signingIn("phone");

        assertProblem(pending.verify(person.wrongCode()), 422, "incorrect_code");

        assertThat(retryAfter(assertProblem(pending.verify(person.code()), 429, "too_many_attempts")))
                .isBetween(1700, 1800);
    }

    @Test
    void isLimitedForManyGuessesAtOnceToo() {
        List<PendingSignIn> pending =
                IntStream.range(0, 8).mapToObj(_ -> person.signingIn("phone")).toList();
        int newest = Integer.parseInt(person.code());
        List<Callable<Integer>> guesses = IntStream.range(0, 64)
                .<Callable<Integer>>mapToObj(i -> () -> pending.get(i % 8)
                        .verify("%06d".formatted((newest + 1 + i) % 1_000_000))
                        .statusCode())
                .toList();

        List<Integer> statuses = Barrier.atOnce(guesses);

        assertThat(statuses).isSubsetOf(422, 429);
        assertThat(statuses.stream().filter(status -> status == 422)).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void neverMakesADeviceWaitThatHasShownTwoFactors() {
        Device browser = person.signedInWithCode("browser");
        aRunOf(17, 1);

        Response step = person.signIn("browser", browser.token());

        assertThat(Device.of(PendingSignIn.of(step).verify(person.code())).isSignedIn())
                .isTrue();
        assertThat(codeless().<String>path("state")).isEqualTo("second_factor_required");
    }

    @Test
    void isToldToTheOwnerOnceARun() {
        guessTenTimes();
        assertThat(Mailbox.letterTo(person.email(), LETTER).getText())
                .contains("10")
                .contains("127.0.0.1");
        time.pass(Duration.ofMinutes(15));
        PendingSignIn pending = person.signingIn("phone");

        pending.verify(person.wrongCode());

        assertThat(Mailbox.settled(person.email()))
                .filteredOn(letter -> letter.getSubject().contains(LETTER))
                .hasSize(1);
    }

    @Test
    void isToldOnceMoreAtTheFiftieth() {
        aRunOf(49, 1);
        time.pass(Duration.ofHours(24));
        PendingSignIn pending = person.signingIn("phone");

        assertProblem(pending.verify(person.wrongCode()), 422, "incorrect_code");

        assertThat(Mailbox.letterTo(person.email(), LETTER).getText()).contains("50");
    }

    private void guessTenTimes() {
        for (int signIns = 0; signIns < 2; signIns++) {
            PendingSignIn pending = person.signingIn("phone");
            for (int codes = 0; codes < 5; codes++) {
                assertProblem(pending.verify(person.wrongCode()), 422, "incorrect_code");
            }
        }
    }

    /** The password step while codes have to wait: none goes out. */
    private Response codeless() {
        Response step = person.signIn("phone", null);
        assertThat(step.<Object>path("codeSentTo")).isNull();
        return step;
    }

    private void aRunOf(int failures, int lettersSent) {
        Rows.change("insert into failure_run values ('%s', %d, '%4$s', '%4$s', %3$d)"
                .formatted(person.accountId(), failures, lettersSent, clock.instant()));
    }
}

package io.twofold.identity.signin;

import static io.restassured.RestAssured.given;
import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.retryAfter;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.twofold.identity.outside.Barrier;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Rows;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IdentityTest
class GuessingPasswords {

    private static final String WRONG = "not the password";
    private static final AtomicInteger NETWORK = new AtomicInteger();

    @Inject
    TestTime time;

    private Person person;

    @BeforeEach
    void register() {
        person = Person.registered();
    }

    @Test
    void makesEvenTheRightOneWait() {
        try (var _ = time.standStill()) {
            guessWrong(5);

            assertProblem(guess(person.password()), 401, "invalid_credentials");
        }
    }

    @Test
    void isForgottenByTheRightOneInTime() {
        guessWrong(4);
        assertThat(guess(person.password()).statusCode()).isEqualTo(200);
        guessWrong(4);

        assertThat(guess(person.password()).statusCode()).isEqualTo(200);
    }

    @Test
    void makesTheWaitLongerEachTime() {
        try (var _ = time.standStill()) {
            guessWrong(5);
            for (int seconds = 1; seconds <= 16; seconds *= 2) {
                time.pass(Duration.ofSeconds(seconds).minusMillis(1));
                assertProblem(guess(person.password()), 401, "invalid_credentials");
                time.pass(Duration.ofMillis(1));
                guessWrong(1);
            }
            time.pass(Duration.ofSeconds(32));

            assertThat(guess(person.password()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void neverMakesAnybodyWaitLongerThanAQuarterOfAnHour() {
        guessWrong(5);
        for (int i = 0; i < 20; i++) {
            time.pass(Duration.ofMinutes(15));
            guessWrong(1);
        }
        time.pass(Duration.ofMinutes(15).plusSeconds(1));

        assertThat(guess(person.password()).statusCode()).isEqualTo(200);
    }

    @Test
    void duringAWaitDoesNotMakeItLonger() {
        try (var _ = time.standStill()) {
            guessWrong(5);
            guessWrong(10);
            time.pass(Duration.ofSeconds(2));

            assertThat(guess(person.password()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void isAnsweredTheSameAndCountedTheSameWhereThereIsNoAccount() {
        String nobody = "nobody-" + UUID.randomUUID() + "@example.org";
        long before = Rows.count("password_throttle");
        Response first = guess(nobody, WRONG, null, anAddress());
        for (int i = 0; i < 6; i++) {
            guess(nobody, WRONG, null, anAddress());
        }
        Response waiting = guess(nobody, WRONG, null, anAddress());

        assertThat(waiting.asString()).isEqualTo(first.asString());
        assertThat(Rows.count("password_throttle")).isEqualTo(before + 1);
    }

    @Test
    void byStrangersDoesNotLockTheOwnersDeviceOut() {
        Device known = person.signedIn();
        guessWrong(8);

        Response answer = guess(person.email(), person.password(), known.token(), anAddress());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void onAKnownDeviceIsCountedThere() {
        Device known = person.signedIn();
        try (var _ = time.standStill()) {
            for (int i = 0; i < 5; i++) {
                guess(person.email(), WRONG, known.token(), anAddress());
            }

            assertProblem(
                    guess(person.email(), person.password(), known.token(), anAddress()), 401, "invalid_credentials");
            assertThat(guess(person.password()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withManyAtOnceGetsNoMoreAnswersThanOneByOne() {
        try (var _ = time.standStill()) {
            List<Response> answers = Barrier.atOnce(200, () -> guess(WRONG));

            assertThat(answers).extracting(Response::statusCode).containsOnly(401);
            assertThat(Rows.number("select failures from password_throttle order by touched_at desc limit 1"))
                    .isEqualTo(5);
        }
    }

    @Test
    void fromOneAddressEndsAfterTwentyAMinute() {
        String address = anAddress();
        List<Response> answers = Barrier.atOnce(40, () -> guess(somebody(), WRONG, null, address));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 401).hasSize(20);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 401)
                .hasSize(20)
                .allSatisfy(answer -> assertProblem(answer, 429, "too_many_attempts"))
                .allSatisfy(answer -> assertThat(retryAfter(answer)).isBetween(1, 60));
        assertProblem(guess(person.email(), person.password(), null, address), 429, "too_many_attempts");
        assertThat(guess(person.password()).statusCode()).isEqualTo(200);

        time.pass(Duration.ofSeconds(61));

        assertThat(guess(person.email(), person.password(), null, address).statusCode())
                .isEqualTo(200);
    }

    @Test
    void fromOneIpv6NetworkIsCountedTogether() {
        String network =
                "2001:db8:" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x10000)) + ":"
                        + Integer.toHexString(NETWORK.incrementAndGet());
        for (int i = 0; i < 20; i++) {
            guess(somebody(), WRONG, null, network + "::" + Integer.toHexString(i + 1));
        }

        assertProblem(guess(somebody(), WRONG, null, network + ":1:2:3:4"), 429, "too_many_attempts");
    }

    @Test
    void doesNotSpendTheBudgetOfAnAddressByRightOnes() {
        String address = anAddress();
        for (int i = 0; i < 25; i++) {
            assertThat(guess(person.email(), person.password(), null, address).statusCode())
                    .isEqualTo(200);
        }
    }

    private void guessWrong(int times) {
        for (int i = 0; i < times; i++) {
            assertProblem(guess(WRONG), 401, "invalid_credentials");
        }
    }

    private Response guess(String password) {
        return guess(person.email(), password, null, anAddress());
    }

    private static Response guess(String email, String password, @Nullable String deviceToken, String fromAddress) {
        Map<String, String> device = deviceToken == null
                ? Map.of("name", "A laptop", "kind", "computer")
                : Map.of("name", "A laptop", "kind", "computer", "token", deviceToken);
        return given().header("X-Forwarded-For", fromAddress)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password, "device", device))
                .post("/v1/sign-ins");
    }

    private static String somebody() {
        return "somebody-" + UUID.randomUUID() + "@example.org";
    }

    /** One that no other test comes from. */
    private static String anAddress() {
        int next = NETWORK.incrementAndGet();
        return "10." + (next >> 16 & 0xff) + "." + (next >> 8 & 0xff) + "." + (next & 0xff);
    }
}

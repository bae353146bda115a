package io.twofold.apppassword;

import static io.twofold.apppassword.Person.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.twofold.apppassword.Person.AppPassword;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@FeatureTest
class GuessingAPassword {

    private static final String WRONG = "aaaa-bbbb-cccc-dddd-eeee-ffff";

    @Test
    void theEleventhWrongAnswerIsTurnedAwayAndToldForHowLong() {
        Person ada = Person.withTwoFactor();
        guess(ada, 10);
        TestClock.get().advance(Duration.ofSeconds(100));
        verify(ada.email(), WRONG, "imap")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("200"))
                .body("code", equalTo("too_many_attempts"));
    }

    @Test
    void namesNobodyHasAreTreatedAlike() {
        Person nobody = Person.unheardOf();
        guess(nobody, 10);
        verify(nobody.email(), WRONG, "imap")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("300"))
                .body("code", equalTo("too_many_attempts"));
    }

    @Test
    void theRightOneIsNeverRefused() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        guess(ada, 10);
        assertThat(status(ada, WRONG)).isEqualTo(429);
        assertThat(ada.isLetInWith(made)).isTrue();
        assertThat(status(ada, WRONG)).isEqualTo(429);
    }

    @Test
    void otherSpellingsOfTheNameCountTogetherOtherAddressesDoNot() {
        Person ada = Person.withTwoFactor();
        guess(ada, 10);
        assertThat(verify(ada.email().toUpperCase(Locale.ROOT), WRONG, "smtp").statusCode())
                .isEqualTo(429);
        assertThat(verify(ada.email(), WRONG, "imap", "203.0.113.8").statusCode())
                .isEqualTo(200);
        assertThat(verify(Person.unheardOf().email(), WRONG, "imap").statusCode())
                .isEqualTo(200);
    }

    @Test
    void theWindowSlides() {
        Person ada = Person.withTwoFactor();
        guess(ada, 5);
        TestClock.get().advance(Duration.ofMinutes(4));
        guess(ada, 5);
        assertThat(status(ada, WRONG)).isEqualTo(429);
        TestClock.get().advance(Duration.ofMinutes(1));
        guess(ada, 5);
        assertThat(status(ada, WRONG)).isEqualTo(429);
        TestClock.get().advance(Duration.ofMinutes(4));
        guess(ada, 5);
        assertThat(status(ada, WRONG)).isEqualTo(429);
    }

    @Test
    void manyAtOnceAreNotMoreThanTen() throws Exception {
        Person ada = Person.withTwoFactor();
        List<Integer> answers = Parallel.run(64, () -> status(ada, WRONG));
        assertThat(answers).containsOnly(200, 429);
        assertThat(answers).filteredOn(status -> status == 200).hasSize(10);
    }

    private static void guess(Person person, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(status(person, WRONG)).isEqualTo(200);
        }
    }

    private static int status(Person person, String password) {
        return verify(person.email(), password, "imap").statusCode();
    }
}

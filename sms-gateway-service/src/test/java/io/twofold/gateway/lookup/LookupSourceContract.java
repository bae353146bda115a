package io.twofold.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.twofold.gateway.lookup.LookupSource.Answer.Failed;
import io.twofold.gateway.lookup.LookupSource.Answer.Known;
import io.twofold.gateway.lookup.LookupSource.Answer.Refused;
import io.twofold.gateway.lookup.Operator.Conduct;
import io.twofold.kit.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rest relies on, whoever is asked. */
abstract class LookupSourceContract {

    static final Instant SWAP = Instant.parse("2026-01-30T10:00:00Z");

    private static final AtomicInteger FRESH = new AtomicInteger(4_000_000);

    private final String number = "+1408" + FRESH.getAndIncrement();

    abstract LookupSource source();

    /** Who is behind it; for a source that asks nobody, nobody. */
    abstract Operator operator();

    /** What the source can say of a number of which everything is known. */
    abstract NumberFacts everything();

    /** Whether there is anybody who could fail. */
    boolean asksSomebody() {
        return true;
    }

    PhoneNumber number() {
        return PhoneNumber.ofE164(number);
    }

    @Test
    void whatItKnowsItSays() {
        operator().knows(number, "mobile", "Example Mobile", SWAP.toString());
        assertThat(source().ask(number())).isEqualTo(new Known(everything()));
    }

    @Test
    void ofANumberThatItDoesNotKnowItSaysAtMostWhatTheNumberTells() {
        NumberFacts facts = assertThat(source().ask(number()))
                .asInstanceOf(type(Known.class))
                .actual()
                .facts();
        assertThat(facts.carrier()).isNull();
        assertThat(facts.simSwappedAt()).isNull();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANSWER")
    void troubleIsAFailureAndSoon(Conduct conduct) {
        if (!asksSomebody()) {
            assertThat(source().ask(number())).isInstanceOf(Known.class);
            return;
        }
        operator().knows(number, "mobile", "Example Mobile", SWAP.toString());
        operator().towards(number, conduct);
        Instant start = Instant.now();
        assertThat(source().ask(number())).isInstanceOf(Failed.class);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(operator().askedFor(number)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void aRefusalOfThisNumberIsNoTroubleOfTheSources(int status) {
        operator().refuses(number, status);
        Class<?> expected = asksSomebody() ? Refused.class : Known.class;
        assertThat(source().ask(number())).isInstanceOf(expected);
    }

    @ParameterizedTest
    @CsvSource({"404, {}", "404, ''", "404, <html>", "404, '{\"code\":\"NOT_FOUND\"}'", "422, {}"})
    void whoeverElseAnswersAtAWrongAddressDoesNotKnowTheNumber(int status, String body) {
        operator().refuses(number, status, body);
        Class<?> expected = asksSomebody() ? Refused.class : Known.class;
        assertThat(source().ask(number())).isInstanceOf(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void aSourceThatCantAnswerNowHasFailed(int status) {
        operator().refuses(number, status);
        Class<?> expected = asksSomebody() ? Failed.class : Known.class;
        assertThat(source().ask(number())).isInstanceOf(expected);
    }

    @Test
    void aSwapInTheDaysToComeIsNotBelieved() {
        operator()
                .knows(
                        number,
                        "mobile",
                        null,
                        Instant.now().plus(Duration.ofDays(400)).toString());
        assertThat(source().ask(number()))
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.facts().simSwappedAt()).isNull());
    }

    @Test
    void itHasAnIdThatIsFitForTables() {
        assertThat(source().id()).matches("[a-z][a-z0-9-]*");
    }
}

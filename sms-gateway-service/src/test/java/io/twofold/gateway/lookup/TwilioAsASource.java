package io.twofold.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.gateway.lookup.LookupSource.Answer.Failed;
import io.twofold.gateway.lookup.LookupSource.Answer.Known;
import io.twofold.gateway.lookup.LookupSource.Answer.Partial;
import io.twofold.gateway.lookup.LookupSource.Answer.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioAsASource extends LookupSourceContract {

    private static final Operator TWILIO = new Operator();
    private static final LookupHttp HTTP = new LookupHttp();

    @AfterAll
    static void stop() {
        TWILIO.close();
    }

    @Override
    LookupSource source() {
        return source(Map.of());
    }

    @Override
    Operator operator() {
        return TWILIO;
    }

    @Override
    NumberFacts everything() {
        return new NumberFacts(LineType.MOBILE, "Example Mobile", SWAP);
    }

    @ParameterizedTest
    @CsvSource({
        "landline, LANDLINE",
        "fixedVoip, VOIP",
        "nonFixedVoip, VOIP",
        "tollFree, TOLL_FREE",
        "a-kind-made-later, UNKNOWN"
    })
    void itsWordsAreOurs(String word, LineType type) {
        TWILIO.knows(number().e164(), word, null, null);
        assertThat(source().ask(number())).isEqualTo(new Known(new NumberFacts(type, null, null)));
    }

    @Test
    void aPackageThatIsNotOursIsUnknownAndTheOtherIsTold() {
        TWILIO.knows(number().e164(), "mobile", "Example Mobile", "denied");
        assertThat(source().ask(number()))
                .isEqualTo(new Partial(new NumberFacts(LineType.MOBILE, "Example Mobile", null)));
        assertThat(source(Map.of("twilio.packages", "sim-swap")).ask(number())).isInstanceOf(Refused.class);
        assertThat(source(Map.of("twilio.packages", "line-type-intelligence")).ask(number()))
                .isInstanceOf(Known.class);
    }

    @Test
    void aNumberThatItTakesForNoneIsNoTroubleOfIts() {
        TWILIO.refuses(number().e164(), 200, """
                {"valid": false, "validation_errors": ["TOO_SHORT"], "line_type_intelligence": null, "sim_swap": null}""");
        assertThat(source().ask(number())).isEqualTo(new Refused("invalid_number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lately", "yesterday"})
    void aSwapInTheLastDaysWithoutATimeIsASwapNow(String when) {
        TWILIO.knows(number().e164(), "mobile", null, when);
        Instant before = Instant.now();
        assertThat(source().ask(number()))
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.facts().simSwappedAt()).isBetween(before, Instant.now()));
    }

    @Test
    void nothingTravelsUnencryptedToAnotherMachineUnlessItMay() {
        Map<String, String> settings = Map.of("twilio.base-url", "http://lookups.example");
        assertThatThrownBy(() -> source(settings)).hasMessageContaining("twofold.lookups.twilio.plain-text=true");
        assertThatCode(() -> source(Map.of("twilio.base-url", "http://lookups.example", "twilio.plain-text", "true")))
                .doesNotThrowAnyException();
    }

    @Test
    void aCarriersNameIsShortAndVisible() {
        TWILIO.knows(number().e164(), "mobile", "A\u0000\u202e" + "x".repeat(1000), null);
        assertThat(source().ask(number()))
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.facts().carrier()).isEqualTo("A" + "x".repeat(63)));
    }

    @Test
    void aWrongSecretIsAFailure() {
        assertThat(source(Map.of("twilio.auth-token", "old")).ask(number())).isEqualTo(new Failed("status_401"));
    }

    @Test
    void servesTheCountriesThatAreListed() {
        LookupSource some = source(Map.of("twilio.countries", "US,DE"));
        assertThat(some.serves("DE")).isTrue();
        assertThat(some.serves("FR")).isFalse();
        assertThat(source().serves("FR")).isTrue();
    }

    @Test
    void withoutAnAccountItCantBeEnabled() {
        assertThatThrownBy(() -> new LookupSources(
                        LookupSettings.read(Map.of("twilio.enabled", "true")), HTTP, Clock.systemUTC()))
                .hasMessageContaining("twofold.lookups.twilio.account-sid");
    }

    private static LookupSource source(Map<String, String> changed) {
        return new TwilioLookup(LookupSettings.twilio(TWILIO, changed), HTTP, Clock.systemUTC());
    }
}

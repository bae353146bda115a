package io.twofold.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.gateway.message.Segments.Encoding;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingACode {

    private static final Code CODE = new Code("012345");
    private static final List<String> PURPOSES = List.of("sign_in", "enroll_phone", "recovery", "custom");

    private final Wording wording = wording("Twofold", "accounts.example.org");

    static Stream<Arguments> everyTextThereIs() {
        return Wording.LANGUAGES.stream()
                .flatMap(language -> PURPOSES.stream().map(purpose -> Arguments.of(language, purpose)));
    }

    @ParameterizedTest
    @MethodSource("everyTextThereIs")
    void aTextIsOneSegmentThatEndsWithTheOriginBoundLine(Locale language, String purpose) {
        Text text = wording.text(language.toLanguageTag(), purpose, CODE);

        assertThat(text.body()).contains("Twofold").doesNotContain("{").endsWith("\n@accounts.example.org #012345");
        assertThat(text.body().split("\n", -1)[0]).contains("012345");
        assertThat(text.segments().count()).isEqualTo(1);
        assertThat(text.segments().encoding())
                .isEqualTo(language.equals(Locale.JAPANESE) ? Encoding.UCS_2 : Encoding.GSM_7);
    }

    @Test
    void eachLanguageHasItsOwnWordsForEachPurpose() {
        Set<String> texts = Wording.LANGUAGES.stream()
                .flatMap(language -> PURPOSES.stream()
                        .map(purpose -> wording.text(language.toLanguageTag(), purpose, CODE)
                                .body()))
                .collect(Collectors.toSet());
        assertThat(texts).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "de-AT", "de-CH-1996", "DE"})
    void aRegionOfALanguageGetsThatLanguage(String tag) {
        assertThat(wording.text(tag, "sign_in", CODE).body()).contains("Anmelden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-GB", "fr", "", "?", "und"})
    void whoseLanguageIsntHereGetsEnglish(String tag) {
        assertThat(wording.text(tag, "sign_in", CODE).body()).contains("is your Twofold sign-in code");
    }

    @Test
    void aPurposeMadeLaterGetsPlainWords() {
        assertThat(wording.text("en", "something_new", CODE).body()).startsWith("012345 is your Twofold code.");
    }

    @Test
    void speechNamesItsLanguageAndWhoCalls() {
        Speech speech = wording.speech("ja", CODE);
        assertThat(speech.language()).isEqualTo("ja-JP");
        assertThat(speech.greeting()).contains("Twofold");
        assertThat(speech.code()).isEqualTo(CODE);
    }

    @Test
    void nothingShowsItsCode() {
        assertThat(CODE).hasToString("******");
        assertThat(wording.text("en", "sign_in", CODE).toString()).doesNotContain("012345");
        assertThat(wording.speech("en", CODE).toString()).doesNotContain("012345");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "12345a", "１２３４５６"})
    void onlySixAsciiDigitsAreACode(String text) {
        assertThatThrownBy(() -> new Code(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Wording wording(String brand, String origin) {
        return new Wording(new Settings(brand, origin));
    }

    private record Settings(String brand, String origin) implements MessageConfig {}
}

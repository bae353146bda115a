package io.twofold.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.gateway.message.Segments.Encoding;
import io.twofold.gateway.message.Speech.Digits;
import io.twofold.gateway.message.Speech.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingACode {

    private static final Code CODE = new Code("012345");
    private static final List<String> PURPOSES = List.of("sign_in", "enroll_phone", "recovery", "custom");
    private static final Set<String> BEYOND_GSM_7 = Set.of("zh", "zh-Hant", "hi", "ar", "bn", "ru", "ur", "ja");
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "ur");
    static final List<String> LANGUAGES = Languages.ALL;

    private final Wording wording = new Wording(new Settings("Twofold", "accounts.example.org"));

    static Stream<Arguments> everyTextThereIs() {
        return LANGUAGES.stream()
                .flatMap(language -> PURPOSES.stream().map(purpose -> Arguments.of(language, purpose)));
    }

    @ParameterizedTest
    @MethodSource("everyTextThereIs")
    void aTextIsOneSegmentThatEndsWithTheOriginBoundLine(String language, String purpose) {
        Text text = wording.text(language, purpose, CODE);

        assertThat(text.body()).contains("Twofold").doesNotContain("{").endsWith("\n@accounts.example.org #012345");
        assertThat(text.body().split("\n", -1)[0]).contains("012345");
        assertThat(text.segments().count()).isEqualTo(1);
        assertThat(text.segments().encoding())
                .isEqualTo(BEYOND_GSM_7.contains(language) ? Encoding.UCS_2 : Encoding.GSM_7);
    }

    @ParameterizedTest
    @MethodSource("everyTextThereIs")
    void marksOfDirectionAreAroundNamesInRightToLeftScriptsAndNowhereElse(String language, String purpose) {
        String body = wording.text(language, purpose, CODE).body();
        String words = body.substring(0, body.indexOf('\n'));
        String last = body.substring(body.lastIndexOf('\n') + 1);

        assertThat(last).matches("[ -~]+");
        if (RIGHT_TO_LEFT.contains(language)) {
            assertThat(words).contains("\u2068Twofold\u2069", "\u2068012345\u2069");
            assertThat(Character.getDirectionality(words.codePointAt(0)))
                    .isEqualTo(Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
        } else {
            assertThat(words).doesNotContainPattern("[\u200e\u200f\u202a-\u202e\u2066-\u2069]");
        }
    }

    @Test
    void eachLanguageHasItsOwnWordsForEachPurpose() {
        Set<String> texts = LANGUAGES.stream()
                .flatMap(language -> PURPOSES.stream()
                        .map(purpose -> wording.text(language, purpose, CODE).body()))
                .collect(Collectors.toSet());
        assertThat(texts).hasSize(LANGUAGES.size() * PURPOSES.size());
    }

    @ParameterizedTest
    @CsvSource({
        "de, de",
        "de-AT, de",
        "de-CH-1996, de",
        "DE, de",
        "pt-PT, pt",
        "pt-BR, pt",
        "es-419, es",
        "zh-CN, zh",
        "zh-SG, zh",
        "zh-TW, zh-Hant",
        "zh-HK, zh-Hant",
        "zh-Hant-TW, zh-Hant",
        "zh-Hans-TW, zh",
        "ur-PK, ur",
        "in, id",
        "ar-EG, ar"
    })
    void aRegionOrScriptOfALanguageGetsThatLanguage(String tag, String language) {
        assertThat(wording.text(tag, "sign_in", CODE)).isEqualTo(wording.text(language, "sign_in", CODE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-GB", "ko", "", "?", "und"})
    void whoseLanguageIsntHereGetsEnglish(String tag) {
        assertThat(wording.text(tag, "sign_in", CODE).body()).contains("is your Twofold sign-in code");
    }

    @Test
    void aPurposeMadeLaterGetsPlainWords() {
        assertThat(wording.text("en", "something_new", CODE).body()).startsWith("012345 is your Twofold code.");
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void speechSaysWhoCallsAndTheCodeTwice(String language) {
        Speech speech = wording.speech(language, CODE);

        assertThat(speech.parts())
                .filteredOn(part -> part.equals(new Digits(CODE)))
                .hasSize(2);
        assertThat(((Sentence) speech.parts().getFirst()).text()).contains("Twofold");
        assertThat(speech.language()).matches("[a-z]{2,3}-[A-Z]{2}");
        assertThat(speech.parts())
                .filteredOn(Sentence.class::isInstance)
                .allSatisfy(part -> assertThat(((Sentence) part).text()).doesNotContain("{", "\u2068"));
    }

    @ParameterizedTest
    @CsvSource({"ja, ja-JP", "zh-TW, cmn-TW", "zh, cmn-CN", "ur, hi-IN", "xx, en-US"})
    void speechNamesItsLanguage(String tag, String spoken) {
        assertThat(wording.speech(tag, CODE).language()).isEqualTo(spoken);
    }

    @Test
    void aBrandIsNotReadForGaps() {
        Wording odd = new Wording(new Settings("{code} & $1", "localhost"));
        assertThat(odd.text("en", "custom", CODE).body()).startsWith("012345 is your {code} & $1 code.");
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

    record Settings(String brand, String origin) implements MessageConfig {
        @Override
        public Duration lifetime() {
            return Duration.ofHours(6);
        }
    }
}

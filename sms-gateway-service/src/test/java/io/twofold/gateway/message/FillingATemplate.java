package io.twofold.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.gateway.message.Speech.Sentence;
import io.twofold.gateway.message.TemplatesConfig.Gap;
import io.twofold.gateway.message.TemplatesConfig.Own;
import io.twofold.gateway.message.WordingACode.Settings;
import io.twofold.kit.problem.Violation;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FillingATemplate {

    private static final Map<String, String> DIGITS = Map.of("lastDigits", "42");

    private static final List<String> NOTICES = List.of(
            "phone_number_added",
            "phone_number_removed",
            "recovery_changed",
            "two_factor_disabled",
            "two_factor_enabled");

    private static final Set<String> BEYOND_GSM_7 = Set.of("zh", "zh-Hant", "hi", "ar", "bn", "ru", "ur", "ja");

    /** Those whose notices need two segments: 70 places are few where each vowel sign takes one. */
    private static final Set<String> LONG = Set.of("hi", "bn", "ru", "ar", "ur");

    /** What the voices of a language read, where that isn't Latin. */
    private static final Map<String, Set<UnicodeScript>> SCRIPTS = Map.of(
            "hi", Set.of(UnicodeScript.DEVANAGARI),
            "bn", Set.of(UnicodeScript.BENGALI),
            "ar", Set.of(UnicodeScript.ARABIC),
            "arb", Set.of(UnicodeScript.ARABIC),
            "ru", Set.of(UnicodeScript.CYRILLIC),
            "zh", Set.of(UnicodeScript.HAN),
            "cmn", Set.of(UnicodeScript.HAN),
            "ja", Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA));

    static Stream<Arguments> everyNoticeThereIs() {
        return Languages.ALL.stream()
                .flatMap(language -> NOTICES.stream().map(notice -> Arguments.of(language, notice)));
    }

    @ParameterizedTest
    @MethodSource("everyNoticeThereIs")
    void aNoticeTakesNoMoreSegmentsThanItsScriptNeeds(String language, String notice) {
        Text text = (Text) templates(Map.of()).words(notice, Channel.SMS, language, valuesOf(notice));

        assertThat(text.body()).contains("Twofold").doesNotContain("{");
        assertThat(text.segments().encoding() == Segments.Encoding.UCS_2).isEqualTo(BEYOND_GSM_7.contains(language));
        assertThat(text.segments().count()).isEqualTo(LONG.contains(language) ? 2 : 1);
        assertThat(text.body().contains("42")).isEqualTo(notice.startsWith("phone_number"));
    }

    @ParameterizedTest
    @MethodSource("everyNoticeThereIs")
    void aSpokenNoticeIsSaidTwiceWithoutMarks(String language, String notice) {
        Speech speech = (Speech) templates(Map.of()).words(notice, Channel.VOICE, language, valuesOf(notice));

        assertThat(speech.parts()).hasSize(4);
        assertThat(speech.parts().get(1)).isEqualTo(speech.parts().get(3));
        assertThat(((Sentence) speech.parts().get(1)).text())
                .contains("Twofold")
                .doesNotContainPattern("[\u200f\u2066-\u2069{]");
    }

    @ParameterizedTest
    @MethodSource("everyNoticeThereIs")
    void aSpokenNoticeIsInTheScriptThatItsVoiceReads(String language, String notice) {
        Speech speech = (Speech) templates(Map.of()).words(notice, Channel.VOICE, language, valuesOf(notice));

        Set<UnicodeScript> read =
                SCRIPTS.getOrDefault(speech.language().replaceAll("-.*", ""), Set.of(UnicodeScript.LATIN));
        assertThat(speech.parts())
                .allSatisfy(
                        part -> assertThat(scriptsOf(((Sentence) part).text().replace("Twofold", "")))
                                .isNotEmpty()
                                .isSubsetOf(read));
    }

    @Test
    void aClientsOwnIsInItsOwnLanguages() {
        Templates templates = templates(Map.of("parcel", parcel(Map.of("en", "At {place}.", "zh-Hant", "在{place}。"))));

        assertThat(body(templates, "zh-TW", "A")).isEqualTo("在A。");
        assertThat(body(templates, "en-GB", "A")).isEqualTo("At A.");
        assertThat(body(templates, "de", "A")).isEqualTo("At A.");
        assertThat(templates.languagesOf("parcel")).containsExactly("en", "zh-Hant");
    }

    @ParameterizedTest
    @CsvSource({
        "de, de-AT",
        "de-CH, de-AT",
        "de-DE, de-DE",
        "de-Latn-DE, de-DE",
        "pt, pt-BR",
        "zh, zh-Hans",
        "zh-CN, zh-Hans",
        "zh-TW, zh-HK",
        "zh-Hant, zh-HK",
        "sr-Latn-RS, sr-Latn",
        "sr-ME, sr-Latn",
        "ja, en",
        "und, en"
    })
    void whoseRegionIsntThereGetsTheLanguageAsAnotherHasIt(String wanted, String given) {
        Map<String, String> text = Stream.of("en", "de-AT", "de-DE", "pt-BR", "zh-Hans", "zh-HK", "sr-Latn")
                .collect(Collectors.toMap(Function.identity(), tag -> tag + " {place}"));
        assertThat(body(templates(Map.of("parcel", parcel(text))), wanted, "A")).isEqualTo(given + " A");
    }

    @Test
    void aScriptThatIsAskedForOutweighsARegion() {
        Templates templates = templates(Map.of("parcel", parcel(Map.of("sr-RS", "ћ {place}", "sr-Latn", "ć {place}"))));
        assertThat(body(templates, "sr-Latn-RS", "A")).isEqualTo("ć A");
    }

    @ParameterizedTest
    @CsvSource({"zh-Hant-TW, zh-TW", "zh-Hant-HK, zh-HK", "zh-Hant-MO, zh-HK", "zh-Hans-SG, zh-SG"})
    void aRegionInTheScriptThatIsAskedForIsItsOwn(String wanted, String given) {
        Map<String, String> text = Stream.of("zh", "zh-CN", "zh-HK", "zh-SG", "zh-TW")
                .collect(Collectors.toMap(Function.identity(), tag -> tag + " {place}"));
        assertThat(body(templates(Map.of("parcel", parcel(text))), wanted, "A")).isEqualTo(given + " A");
    }

    @Test
    void withoutEnglishWhoseLanguageIsntThereGetsTheFirst() {
        Templates templates = templates(Map.of("parcel", parcel(Map.of("fr", "Ici {place}", "de", "Hier {place}"))));
        assertThat(body(templates, "ja", "A")).isEqualTo("Hier A");
    }

    @Test
    void whatFillsAGapIsNotReadForGaps() {
        Templates templates = templates(Map.of("parcel", parcel(Map.of("en", "{brand}: {place}"))));
        assertThat(body(templates, "en", "{brand}$1")).isEqualTo("Twofold: {brand}$1");
    }

    @Test
    void inARightToLeftScriptWhatFillsAGapKeepsItsDirection() {
        Templates templates =
                templates(Map.of("parcel", parcel(Map.of("ar", "{brand}: طردك في {place}", "fa", "{place}"))));
        assertThat(body(templates, "ar", "Berlin 7")).isEqualTo("\u2068Twofold\u2069: طردك في \u2068Berlin 7\u2069");
        assertThat(body(templates, "fa", "Berlin")).isEqualTo("\u200f\u2068Berlin\u2069");
    }

    @Test
    void itTakesThePlaceOfOursWithItsName() {
        Own other = own(Map.of("en", "Changed."), Map.of(), Optional.empty());
        Templates templates = templates(Map.of("recovery_changed", other));
        assertThat(((Text) templates.words("recovery_changed", Channel.SMS, "de", Map.of())).body())
                .isEqualTo("Changed.");
    }

    @Test
    void onlyItsClientsSeeIt() {
        Templates templates =
                templates(Map.of("parcel", own(Map.of("en", "Hello"), Map.of(), Optional.of(Set.of("shop")))));
        assertThat(templates.has("parcel", "shop")).isTrue();
        assertThat(templates.has("parcel", "stranger")).isFalse();
        assertThat(templates.namesFor("stranger")).isEqualTo(NOTICES);
    }

    @Test
    void itsGapsAreFilledAllAndNoOthers() {
        Templates templates = templates(Map.of("parcel", parcel(Map.of("en", "At {place}."))));
        assertThat(templates.check("parcel", Map.of("place", "Berlin"))).isEmpty();
        assertThat(templates.check("parcel", Map.of("town", "Berlin")))
                .containsExactlyInAnyOrder(
                        new Violation("parameters.place", "is needed for this template"),
                        new Violation("parameters.town", "is not a parameter of this template"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "line\nbreak",
                "nul\0",
                "\u202eturned",
                "a\u2069b",
                "zero\u200bwidth",
                "para\u2029graph",
                "bell\u0007",
                "https://evil.example",
                "evil.example",
                "WWW.evil",
                "ｅｖｉｌ．ｅｘａｍｐｌｅ",
                "bit.ly/x",
                "evil。example",
                "evil.\u200dexample",
                "evil.\ufe0fexample",
                "192.0.2.7",
                "１９２．０．２．７",
                "\u3164",
                "\u200d",
                "e\u034fvil",
                "a text of more than 20"
            })
    void whatCouldMisleadIsRefused(String value) {
        Templates templates = templates(Map.of("parcel", parcel(Map.of("en", "At {place}."))));
        assertThat(templates.check("parcel", Map.of("place", value)))
                .extracting(Violation::field)
                .containsExactly("parameters.place");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Berlin, Tor 7", "U.S. 1", "10.30", "1.2.2026", "❤\ufe0f", "क्‍ष", "می‌روم", "Ça & là", "東京。大阪"})
    void whatPeopleWriteIsNot(String value) {
        Templates templates = templates(Map.of("parcel", parcel(Map.of("en", "At {place}."))));
        assertThat(templates.check("parcel", Map.of("place", value))).isEmpty();
    }

    @Test
    void anAddressIsTakenWhereTheTemplateAllowsIt() {
        Own own = own(Map.of("en", "{link}"), Map.of("link", new TestGap(40, true)), Optional.empty());
        assertThat(templates(Map.of("page", own)).check("page", Map.of("link", "https://example.org/x")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatCantBeUsedStopsTheStart(String name, Map<String, String> text, String why) {
        assertThatThrownBy(() -> templates(Map.of(name, parcel(text))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why);
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("parcel", Map.of(), "no text"),
                Arguments.of("parcel", Map.of("en", "At {plaec}."), "plaec"),
                Arguments.of("parcel", Map.of("no tag", "At {place}."), "no tag"),
                Arguments.of("Parcel!", Map.of("en", "At {place}."), "Parcel!"));
    }

    private static String body(Templates templates, String locale, String place) {
        return ((Text) templates.words("parcel", Channel.SMS, locale, Map.of("place", place))).body();
    }

    private static Set<UnicodeScript> scriptsOf(String text) {
        return text.codePoints()
                .mapToObj(UnicodeScript::of)
                .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> valuesOf(String notice) {
        return notice.startsWith("phone_number") ? DIGITS : Map.of();
    }

    private static Own parcel(Map<String, String> text) {
        return own(text, Map.of("place", new TestGap(20, false)), Optional.empty());
    }

    private static Own own(Map<String, String> text, Map<String, Gap> parameters, Optional<Set<String>> clients) {
        return new TestTemplate(text, Map.of(), parameters, clients);
    }

    private static Templates templates(Map<String, Own> own) {
        return new Templates(() -> own, new Settings("Twofold", "accounts.example.org"));
    }

    private record TestGap(int maxLength, boolean links) implements Gap {}

    private record TestTemplate(
            Map<String, String> text,
            Map<String, String> speech,
            Map<String, Gap> parameters,
            Optional<Set<String>> clients)
            implements Own {}
}

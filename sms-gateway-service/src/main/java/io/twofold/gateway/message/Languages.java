package io.twofold.gateway.message;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The languages there are words in, and which of some is nearest to a person's. */
final class Languages {

    /** For everybody whose language isn't here. */
    static final String FALLBACK = "en";

    /** A file each. The ten that most owners of a phone speak, and some more. */
    static final List<String> ALL =
            List.of(FALLBACK, "zh", "zh-Hant", "hi", "es", "ar", "fr", "bn", "pt", "ru", "ur", "id", "de", "ja");

    private static final String CHINESE = "zh";
    private static final String SIMPLIFIED = "Hans";
    private static final String TRADITIONAL = "Hant";
    private static final Set<String> TRADITIONAL_REGIONS = Set.of("TW", "HK", "MO");

    private static final Set<String> RIGHT_TO_LEFT =
            Set.of("ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi");

    private Languages() {}

    /**
     * The nearest of those offered: by region, else by script, else by language alone (RFC 4647 §3.4), else the language as
     * another region has it, in the same script if there is one. Chinese of Taiwan, Hong Kong and Macau is written in
     * traditional characters.
     *
     * @param wanted a BCP 47 tag, or anything
     * @param offered BCP 47 tags in their usual spelling
     * @return empty if none is of that language
     */
    static Optional<String> nearest(String wanted, Collection<String> offered) {
        Locale locale = Locale.forLanguageTag(wanted);
        String language = locale.getLanguage();
        return Stream.of(
                        locale.toLanguageTag(),
                        language + "-" + locale.getCountry(),
                        language + "-" + scriptOf(locale),
                        language)
                .filter(offered::contains)
                .filter(tag -> scriptOf(Locale.forLanguageTag(tag)).equals(scriptOf(locale)))
                .findFirst()
                .or(() -> elsewhere(locale, offered));
    }

    private static Optional<String> elsewhere(Locale wanted, Collection<String> offered) {
        return offered.stream()
                .filter(tag -> Locale.forLanguageTag(tag).getLanguage().equals(wanted.getLanguage()))
                .min(Comparator.<String, Boolean>comparing(
                                tag -> !scriptOf(Locale.forLanguageTag(tag)).equals(scriptOf(wanted)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A tag in its usual spelling, such as {@code zh-Hant}; empty if it isn't one. */
    static Optional<String> usual(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        boolean whole = locale.toLanguageTag().length() >= tag.length();
        return locale.getLanguage().isEmpty() || !whole ? Optional.empty() : Optional.of(locale.toLanguageTag());
    }

    static boolean isRightToLeft(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return switch (locale.getScript()) {
            case "Arab", "Hebr", "Thaa" -> true;
            case "" -> RIGHT_TO_LEFT.contains(locale.getLanguage());
            default -> false;
        };
    }

    private static String scriptOf(Locale locale) {
        if (!locale.getScript().isEmpty() || !locale.getLanguage().equals(CHINESE)) {
            return locale.getScript();
        }
        return TRADITIONAL_REGIONS.contains(locale.getCountry()) ? TRADITIONAL : SIMPLIFIED;
    }
}

package io.twofold.gateway.message;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
     * The nearest of those offered that are of the language (RFC 4647 §3.4 says "lookup"): the tag itself, else by script, else
     * by region, where no region is better than another. Chinese that names no script is written in traditional characters
     * in Taiwan, Hong Kong and Macau.
     *
     * @param wanted a BCP 47 tag, or anything
     * @param offered BCP 47 tags in their usual spelling
     * @return empty if none is of that language
     */
    static Optional<String> nearest(String wanted, Collection<String> offered) {
        Locale locale = Locale.forLanguageTag(wanted);
        return offered.stream()
                .map(Locale::forLanguageTag)
                .filter(other -> other.getLanguage().equals(locale.getLanguage()))
                .min(Comparator.<Locale, Boolean>comparing(other -> !other.equals(locale))
                        .thenComparing(other -> distance(scriptOf(other), scriptOf(locale)))
                        .thenComparing(other -> distance(other.getCountry(), locale.getCountry()))
                        .thenComparing(Locale::toLanguageTag))
                .map(Locale::toLanguageTag);
    }

    /** Of a part of two tags: what isn't named is nearer than what is another. */
    private static int distance(String offered, String wanted) {
        if (offered.equals(wanted)) {
            return 0;
        }
        return offered.isEmpty() || wanted.isEmpty() ? 1 : 2;
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

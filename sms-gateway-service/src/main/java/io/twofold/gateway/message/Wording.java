package io.twofold.gateway.message;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Finds the words for a code. A language or purpose without words of its own gets the nearest that has. */
@Singleton
public class Wording {

    /** The first is for everybody whose language isn't among them. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN, Locale.JAPANESE);

    private static final String ANY_PURPOSE = "text.custom";

    private final List<Language> languages;
    private final MessageConfig config;

    Wording(MessageConfig config) {
        this.config = config;
        this.languages = LANGUAGES.stream().map(Wording::read).toList();
    }

    /**
     * A text message.
     *
     * @param locale BCP 47 tag of the person's language
     * @param purpose what the code is for, as in {@code CodeDeliveryRequested}
     */
    public Text text(String locale, String purpose, Code code) {
        ResourceBundle bundle = in(locale);
        String key = "text." + purpose;
        String sentence = say(bundle, bundle.containsKey(key) ? key : ANY_PURPOSE, code);
        return new Text(sentence + "\n\n@" + config.origin() + " #" + code.digits());
    }

    /**
     * The words of a call.
     *
     * @param locale BCP 47 tag of the person's language
     */
    public Speech speech(String locale, Code code) {
        ResourceBundle bundle = in(locale);
        return new Speech(
                bundle.getString("speech.language"),
                say(bundle, "speech.greeting", code),
                say(bundle, "speech.code", code),
                code,
                say(bundle, "speech.again", code),
                say(bundle, "speech.farewell", code));
    }

    private String say(ResourceBundle bundle, String key, Code code) {
        return bundle.getString(key).replace("{brand}", config.brand()).replace("{code}", code.digits());
    }

    private ResourceBundle in(String locale) {
        String name = Locale.forLanguageTag(locale).getLanguage();
        return languages.stream()
                .filter(language -> language.name().equals(name))
                .findFirst()
                .orElse(languages.getFirst())
                .words();
    }

    private static Language read(Locale locale) {
        // English is the root bundle; the machine's own locale is nobody's language here.
        Locale bundle = locale.equals(LANGUAGES.getFirst()) ? Locale.ROOT : locale;
        return new Language(
                locale.getLanguage(),
                ResourceBundle.getBundle(
                        "messages.messages",
                        bundle,
                        Wording.class.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    private record Language(String name, ResourceBundle words) {}
}

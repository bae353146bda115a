package io.twofold.gateway.message;

import io.twofold.gateway.message.Speech.Digits;
import io.twofold.gateway.message.Speech.Sentence;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Finds the words for a code. A language or purpose without words of its own gets the nearest that has. */
@Singleton
public class Wording {

    private static final String ANY_PURPOSE = "text.custom";

    private final MessageConfig config;

    Wording(MessageConfig config) {
        this.config = config;
    }

    /**
     * The words for a code.
     *
     * @param locale BCP 47 tag of the person's language
     * @param purpose what the code is for, as in {@code CodeDeliveryRequested}
     */
    public Words words(Channel channel, String locale, String purpose, Code code) {
        return switch (channel) {
            case SMS -> text(locale, purpose, code);
            case VOICE -> speech(locale, code);
        };
    }

    /** The last line stands alone and without marks, whatever the language: programs read it. */
    Text text(String locale, String purpose, Code code) {
        Vocabulary words = Vocabulary.nearest(locale);
        String key = "text." + purpose;
        String sentence = words.phrase(words.has(key) ? key : ANY_PURPOSE)
                .written(Map.of("brand", config.brand(), "code", code.digits()));
        return new Text(sentence + "\n\n@" + config.origin() + " #" + code.digits());
    }

    Speech speech(String locale, Code code) {
        Vocabulary words = Vocabulary.nearest(locale);
        Digits digits = new Digits(code);
        return new Speech(
                words.phrase("speech.language").pattern(),
                List.of(
                        said(words, "speech.greeting"),
                        said(words, "speech.code"),
                        digits,
                        said(words, "speech.again"),
                        digits,
                        said(words, "speech.farewell")));
    }

    private Sentence said(Vocabulary words, String key) {
        return new Sentence(words.phrase(key).spoken(Map.of("brand", config.brand())));
    }
}

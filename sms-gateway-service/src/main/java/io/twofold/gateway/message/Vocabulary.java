package io.twofold.gateway.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The words of one language, as its file in {@code messages/} has them. */
final class Vocabulary {

    private static final Map<String, Vocabulary> BY_TAG = readAll();

    private final Map<String, Phrase> phrases;

    private Vocabulary(Map<String, Phrase> phrases) {
        this.phrases = phrases;
    }

    /** That of the nearest language to a person's. */
    static Vocabulary nearest(String locale) {
        return of(Languages.nearest(locale, BY_TAG.keySet()).orElse(Languages.FALLBACK));
    }

    /**
     * That of one of {@link Languages#ALL}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    static Vocabulary of(String tag) {
        Vocabulary known = BY_TAG.get(tag);
        if (known == null) {
            throw new IllegalArgumentException("No words in " + tag);
        }
        return known;
    }

    boolean has(String key) {
        return phrases.containsKey(key);
    }

    /**
     * What it says.
     *
     * @throws IllegalArgumentException if it has no words for that
     */
    Phrase phrase(String key) {
        Phrase phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalArgumentException("No words for " + key);
        }
        return phrase;
    }

    private static Map<String, Vocabulary> readAll() {
        Map<String, Vocabulary> all = new HashMap<>();
        Languages.ALL.forEach(tag -> all.put(tag, read(tag)));
        return Map.copyOf(all);
    }

    private static Vocabulary read(String tag) {
        String name = "/messages/messages_" + tag + ".properties";
        Properties file = new Properties();
        try (InputStream bytes = Vocabulary.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException("Not in the build: " + name);
            }
            file.load(new InputStreamReader(bytes, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean rightToLeft = Languages.isRightToLeft(tag);
        Map<String, Phrase> phrases = new HashMap<>();
        file.stringPropertyNames().forEach(key -> phrases.put(key, new Phrase(file.getProperty(key), rightToLeft)));
        return new Vocabulary(Map.copyOf(phrases));
    }
}

package io.twofold.gateway.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code twofold.templates."<name>".*}: messages of the clients' own, and other words for ours. */
@ConfigMapping(prefix = "twofold.templates")
public interface TemplatesConfig {

    /** What a name may be made of, in templates and for their gaps. */
    String NAME = "[a-z][a-z0-9_-]{0,63}";

    /** By name: lower-case letters, digits, dashes and underscores. */
    @WithParentName
    Map<String, @Valid Own> byName();

    /** One template. */
    interface Own {

        /**
         * What a phone shows, by BCP 47 tag, with gaps such as <code>{place}</code>; <code>{brand}</code> is filled by us. One
         * language is needed; people of a language that isn't there get English, else the first by tag, and those of a region that
         * isn't there the language without it, else as another region has it.
         */
        Map<String, String> text();

        /** What a call says, by tag; where there is nothing the text is said. */
        Map<String, String> speech();

        /** What fills the gaps, by name. */
        Map<String, @Valid Gap> parameters();

        /** The clients that may use it; absent: every client with the scope {@code messages}. */
        Optional<Set<String>> clients();
    }

    /** A gap. */
    interface Gap {

        /** The longest value, 1 to 200 characters: what the person reads, against what a stranger might slip in. */
        @WithDefault("40")
        @Min(1) @Max(200) int maxLength();

        /** Whether it may hold a web address: only where the client makes the value itself. */
        @WithDefault("false")
        boolean links();
    }

    /**
     * Reads one.
     *
     * @throws IllegalStateException if it can't be used; says why
     */
    static Template read(String name, Own own) {
        if (!name.matches(NAME)) {
            throw new IllegalStateException("twofold.templates: not a name of a template: " + name);
        }
        Map<String, Parameter> parameters = new HashMap<>();
        own.parameters()
                .forEach((gap, limits) -> parameters.put(gap, new Parameter(limits.maxLength(), limits.links())));
        try {
            return new Template(name, parameters, phrases(own.text()), phrases(own.speech()), own.clients());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("twofold.templates." + name + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Phrase> phrases(Map<String, String> byTag) {
        Map<String, Phrase> phrases = new HashMap<>();
        byTag.forEach((tag, words) -> {
            String usual = Languages.usual(tag)
                    .orElseThrow(() -> new IllegalArgumentException("Not a tag of a language: " + tag));
            phrases.put(usual, new Phrase(words, Languages.isRightToLeft(usual)));
        });
        return phrases;
    }
}

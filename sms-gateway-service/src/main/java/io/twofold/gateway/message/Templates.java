package io.twofold.gateway.message;

import io.quarkus.runtime.Startup;
import io.twofold.gateway.message.Speech.Sentence;
import io.twofold.kit.problem.Violation;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All templates: the security notices that are in the build, and those that configuration adds. One of configuration's
 * takes the place of one of the build's with the same name.
 */
@Startup
@Singleton
public class Templates {

    /** In the build: their words are under {@code notice.} in each language's file, and under {@code speech.notice.} where its voice reads another script. */
    private static final List<Notice> NOTICES = List.of(
            new Notice("two_factor_enabled", Map.of()),
            new Notice("two_factor_disabled", Map.of()),
            new Notice("phone_number_added", Map.of("lastDigits", new Parameter(4, false))),
            new Notice("phone_number_removed", Map.of("lastDigits", new Parameter(4, false))),
            new Notice("recovery_changed", Map.of()));

    private final Map<String, Template> byName = new HashMap<>();
    private final MessageConfig config;

    Templates(TemplatesConfig own, MessageConfig config) {
        this.config = config;
        NOTICES.forEach(notice -> byName.put(notice.name(), notice.template()));
        own.byName().forEach((name, template) -> byName.put(name, TemplatesConfig.read(name, template)));
    }

    private record Notice(String name, Map<String, Parameter> parameters) {

        Template template() {
            Map<String, Phrase> text = Languages.ALL.stream()
                    .collect(Collectors.toMap(
                            Function.identity(), tag -> Vocabulary.of(tag).phrase("notice." + name)));
            Map<String, Phrase> speech = Languages.ALL.stream()
                    .filter(tag -> Vocabulary.of(tag).has("speech.notice." + name))
                    .collect(Collectors.toMap(
                            Function.identity(), tag -> Vocabulary.of(tag).phrase("speech.notice." + name)));
            return new Template(name, parameters, text, speech, Optional.empty());
        }
    }

    /** The names of the templates that a client may use. */
    public List<String> namesFor(String client) {
        return byName.values().stream()
                .filter(template -> template.isFor(client))
                .map(Template::name)
                .sorted()
                .toList();
    }

    /** Whether there is one of that name, for that client. */
    public boolean has(String name, String client) {
        return Optional.ofNullable(byName.get(name))
                .filter(template -> template.isFor(client))
                .isPresent();
    }

    /** What is wrong with some values for a template's gaps. */
    public List<Violation> check(String name, Map<String, String> values) {
        return template(name).check(values);
    }

    /** The languages it is in, by BCP 47 tag. */
    public List<String> languagesOf(String name) {
        return List.copyOf(new TreeSet<>(template(name).text().keySet()));
    }

    /** The language it is in for a person of that one. */
    public String nearest(String name, String locale) {
        return template(name).nearest(locale);
    }

    /**
     * The template's words, its gaps filled.
     *
     * @param locale BCP 47 tag of the person's language
     * @param values as {@link #check} has found them good
     */
    public Words words(String name, Channel channel, String locale, Map<String, String> values) {
        Template template = template(name);
        String language = template.nearest(locale);
        Map<String, String> all = new HashMap<>(values);
        all.put(Template.BRAND, config.brand());
        Phrase text = template.text().getOrDefault(language, new Phrase("", false));
        return switch (channel) {
            case SMS -> new Text(text.written(all));
            case VOICE ->
                speech(language, template.speech().getOrDefault(language, text).spoken(all));
        };
    }

    /** Who can't write along gets it twice. */
    private static Speech speech(String language, String sentence) {
        Vocabulary words = Vocabulary.nearest(language);
        boolean isOurs = Languages.nearest(language, Languages.ALL).isPresent();
        String spoken = isOurs ? words.phrase("speech.language").pattern() : language;
        return new Speech(
                spoken,
                Stream.of(
                                words.phrase("speech.hello").pattern(),
                                sentence,
                                words.phrase("speech.repeat").pattern(),
                                sentence)
                        .<Speech.Part>map(Sentence::new)
                        .toList());
    }

    private Template template(String name) {
        Template template = byName.get(name);
        if (template == null) {
            throw new IllegalArgumentException("No template of that name");
        }
        return template;
    }
}

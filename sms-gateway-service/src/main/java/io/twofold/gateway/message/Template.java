package io.twofold.gateway.message;

import io.twofold.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A message with gaps, in some languages.
 *
 * @param name by which clients ask for it
 * @param parameters what fills its gaps, by name
 * @param text what a phone shows, by BCP 47 tag in its usual spelling; never empty
 * @param speech what a call says, likewise; where a language isn't among them its text is said
 * @param clients who may use it; absent: every client
 */
record Template(
        String name,
        Map<String, Parameter> parameters,
        Map<String, Phrase> text,
        Map<String, Phrase> speech,
        Optional<Set<String>> clients) {

    /** Filled by us. */
    static final String BRAND = "brand";

    /**
     * A template whose parts fit together.
     *
     * @throws IllegalArgumentException if it says nothing, or has a gap that nothing fills
     */
    Template {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The template " + name + " has no text in any language");
        }
        List<Phrase> all = new ArrayList<>(text.values());
        all.addAll(speech.values());
        for (Phrase phrase : all) {
            Set<String> unfilled = new TreeSet<>(phrase.gaps());
            unfilled.removeAll(parameters.keySet());
            unfilled.remove(BRAND);
            if (!unfilled.isEmpty()) {
                throw new IllegalArgumentException(
                        "The template " + name + " has gaps that are no parameters: " + unfilled);
            }
        }
    }

    boolean isFor(String client) {
        return clients.map(allowed -> allowed.contains(client)).orElse(true);
    }

    /** The language nearest to a person's among its own; else English, else whichever comes first. */
    String nearest(String locale) {
        return Languages.nearest(locale, text.keySet())
                .orElseGet(() -> text.containsKey(Languages.FALLBACK)
                        ? Languages.FALLBACK
                        : new TreeSet<>(text.keySet()).getFirst());
    }

    /** What is wrong with some values for its gaps. */
    List<Violation> check(Map<String, String> values) {
        List<Violation> violations = new ArrayList<>();
        new TreeSet<>(parameters.keySet())
                .stream()
                        .filter(name -> !values.containsKey(name))
                        .forEach(name -> violations.add(violation(name, "is needed for this template")));
        values.forEach((name, value) -> {
            Parameter parameter = parameters.get(name);
            if (parameter == null) {
                violations.add(violation(name, "is not a parameter of this template"));
            } else {
                parameter.objection(value).ifPresent(why -> violations.add(violation(name, why)));
            }
        });
        return violations;
    }

    private static Violation violation(String parameter, String message) {
        return new Violation("parameters." + parameter, message);
    }
}

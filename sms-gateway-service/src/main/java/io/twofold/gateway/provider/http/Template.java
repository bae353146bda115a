package io.twofold.gateway.provider.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text with placeholders, read once. A value goes in escaped and is never read as a template again. */
final class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z-]*)}");

    /**
     * A stretch of the text.
     *
     * @param literal what comes first, as it is
     * @param placeholder what follows; absent at the end
     */
    private record Part(String literal, @Nullable Placeholder placeholder) {}

    private final List<Part> parts;
    private final Escaping escaping;

    private Template(List<Part> parts, Escaping escaping) {
        this.parts = parts;
        this.escaping = escaping;
    }

    /**
     * @param setting where the text is from, for the exception's message
     * @throws IllegalStateException if something in braces is no placeholder
     */
    static Template of(String setting, String text, Escaping escaping) {
        List<Part> parts = new ArrayList<>();
        Matcher braces = PLACEHOLDER.matcher(text);
        int from = 0;
        while (braces.find()) {
            String word = braces.group(1);
            Placeholder placeholder = Placeholder.of(word)
                    .orElseThrow(() -> new IllegalStateException(setting + " has an unknown placeholder: " + word));
            parts.add(new Part(text.substring(from, braces.start()), placeholder));
            from = braces.end();
        }
        parts.add(new Part(text.substring(from), null));
        return new Template(parts, escaping);
    }

    Set<Placeholder> placeholders() {
        Set<Placeholder> used = EnumSet.noneOf(Placeholder.class);
        for (Part part : parts) {
            if (part.placeholder() != null) {
                used.add(part.placeholder());
            }
        }
        return used;
    }

    /** The text; a placeholder without a value becomes nothing. */
    String fill(Map<Placeholder, String> values) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(part.literal());
            if (part.placeholder() != null) {
                filled.append(escaping.escape(values.getOrDefault(part.placeholder(), "")));
            }
        }
        return filled.toString();
    }
}

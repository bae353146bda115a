package io.twofold.simulator.page;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A piece of HTML that is safe to put into a page. The only way to one is a template from the source code, into which
 * anything but another piece is put escaped.
 */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    /**
     * Fills a template.
     *
     * @param template HTML with {@code {}} where the values go: as text or within a quoted attribute
     * @param values as many as there are places
     */
    static Html of(String template, Object... values) {
        StringBuilder markup = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int place = template.indexOf("{}", from);
            if (place < 0) {
                throw new IllegalArgumentException("The template has no place for " + values.length + " values");
            }
            markup.append(template, from, place).append(escaped(value));
            from = place + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("The template has more places than " + values.length);
        }
        return new Html(markup.append(template, from, template.length()).toString());
    }

    static Html joined(Collection<Html> pieces) {
        return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining()));
    }

    private static String escaped(Object value) {
        if (value instanceof Html(String markup)) {
            return markup;
        }
        StringBuilder text = new StringBuilder();
        value.toString().codePoints().forEach(character -> {
            switch (character) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.appendCodePoint(character);
            }
        });
        return text.toString();
    }
}

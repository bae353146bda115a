package io.twofold.gateway.message;

/**
 * A text message, ready to be handed over. It holds a code, so it doesn't show itself.
 *
 * @param body what the phone shows
 */
public record Text(String body) {

    public Segments segments() {
        return Segments.of(body);
    }

    @Override
    public String toString() {
        return "Text[" + segments().count() + " segments]";
    }
}

package io.twofold.gateway.message;

/**
 * A text message, ready to be handed over. It may hold a code, so it doesn't show itself.
 *
 * @param body what the phone shows
 */
public record Text(String body) implements Words {

    public Segments segments() {
        return Segments.of(body);
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public int segmentCount() {
        return segments().count();
    }

    @Override
    public String toString() {
        return "Text[" + segments().count() + " segments]";
    }
}

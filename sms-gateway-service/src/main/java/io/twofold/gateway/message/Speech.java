package io.twofold.gateway.message;

import java.util.List;

/**
 * A call's words. How slowly digits are spoken and how long the pauses are is the provider's art.
 *
 * @param language tag of a spoken language with a region, such as {@code de-DE}, as voices are named by
 * @param parts in the order in which they are said
 */
public record Speech(String language, List<Part> parts) implements Words {

    public Speech {
        parts = List.copyOf(parts);
    }

    /** Something to be said. */
    public sealed interface Part permits Sentence, Digits {}

    /** To be read as it is. It may tell of a person, so it doesn't show itself. */
    public record Sentence(String text) implements Part {
        @Override
        public String toString() {
            return "Sentence[******]";
        }
    }

    /** To be spoken digit by digit. */
    public record Digits(Code code) implements Part {}

    @Override
    public Channel channel() {
        return Channel.VOICE;
    }

    @Override
    public int segmentCount() {
        return 1;
    }
}

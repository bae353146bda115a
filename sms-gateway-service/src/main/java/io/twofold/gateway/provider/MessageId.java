package io.twofold.gateway.provider;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider's own id of a message, as far as it can be kept: receipts find their delivery by it. */
public final class MessageId {

    /** In characters; there is an index over them. */
    private static final int LONGEST = 255;

    private MessageId() {}

    /**
     * Reads one.
     *
     * @return empty if it is blank, longer than 255 characters, or holds what PostgreSQL keeps in no text: NUL, or half a
     *     surrogate pair
     */
    public static Optional<String> of(@Nullable String given) {
        return given != null
                        && given.length() <= LONGEST
                        && !given.isBlank()
                        && given.codePoints().noneMatch(MessageId::isUnkeepable)
                ? Optional.of(given)
                : Optional.empty();
    }

    private static boolean isUnkeepable(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }
}

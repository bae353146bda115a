package io.twofold.apppassword.apppassword;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the owner calls an app-specific password, to know it again in the list.
 *
 * @param text 1 to 64 characters, not all of them blank, none of them a control character
 */
record Label(String text) {

    private static final int LONGEST = 64;

    /** Empty if the text can't be a label. */
    static Optional<Label> of(@Nullable String text) {
        if (text == null || text.isBlank() || text.codePointCount(0, text.length()) > LONGEST) {
            return Optional.empty();
        }
        return text.codePoints().anyMatch(Label::isUnprintable) ? Optional.empty() : Optional.of(new Label(text));
    }

    /** Control characters, and halves of surrogate pairs, which no encoding can carry. */
    private static boolean isUnprintable(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }
}

package io.twofold.otp.number;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a usable number may have a code now. */
public sealed interface Suitability {

    /**
     * It may.
     *
     * @param number the number, with what more is known of it
     * @param warning for the person; mostly absent
     */
    record Suitable(UsableNumber number, @Nullable NumberWarning warning) implements Suitability {}

    /**
     * Its SIM was swapped lately, and whoever has it now may not be whom the account trusts.
     *
     * @param usableAt when it proves something again
     */
    record RecentlyChanged(Instant usableAt) implements Suitability {}

    /** It is of another kind than the number itself tells. */
    record NotAllowed(UnusableKind kind) implements Suitability {}

    /** Nobody could be asked, and that is not forgiven. */
    record Undecided() implements Suitability {}
}

package io.twofold.kit.masking;

import java.io.PrintWriter;
import java.io.Serial;
import java.io.StringWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A throwable as a log may show it: the names and the traces are the original's, the messages are masked. */
final class MaskedThrowable extends Throwable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String text;

    private MaskedThrowable(Throwable original, Set<Throwable> seen) {
        super(MaskingFilter.mask(String.valueOf(original.getMessage())));
        this.text = MaskingFilter.mask(original.toString());
        setStackTrace(original.getStackTrace());
        Throwable cause = original.getCause();
        if (cause != null && seen.add(cause)) {
            initCause(new MaskedThrowable(cause, seen));
        }
        for (Throwable suppressed : original.getSuppressed()) {
            if (seen.add(suppressed)) {
                addSuppressed(new MaskedThrowable(suppressed, seen));
            }
        }
    }

    /** The throwable itself where there is nothing to mask. */
    static Throwable of(Throwable thrown) {
        StringWriter printed = new StringWriter();
        thrown.printStackTrace(new PrintWriter(printed));
        String shown = printed.toString();
        if (MaskingFilter.mask(shown).equals(shown)) {
            return thrown;
        }
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(thrown);
        return new MaskedThrowable(thrown, seen);
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the name to be shown is the original's class's
    public String toString() {
        return text;
    }
}

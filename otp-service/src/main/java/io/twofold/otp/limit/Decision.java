package io.twofold.otp.limit;

import java.time.Instant;

/** What the limits say to a send. */
public sealed interface Decision {

    /**
     * It may go out, and is counted.
     *
     * @param receipt for {@link SendingLimits#verified} and {@link SendingLimits#delivery}
     */
    record Granted(Receipt receipt) implements Decision {}

    /**
     * It must not go out, and nobody must notice: who asks is answered as if it had. It counts wherever the next refusal
     * would show whether it was.
     *
     * @param receipt as a send's
     */
    record Suppressed(Receipt receipt) implements Decision {}

    /**
     * It must not go out, and was not counted.
     *
     * @param scope whose allowance is used up; if several are, the one that is free last
     * @param freeAt when the same send would be counted, if nothing else is sent until then
     */
    record Refused(Scope scope, Instant freeAt) implements Decision {}

    /** All money for messages is spent until then. Who is known to the account is told; it was not counted. */
    record Unaffordable(Instant until) implements Decision {}
}

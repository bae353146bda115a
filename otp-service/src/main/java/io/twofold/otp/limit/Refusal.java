package io.twofold.otp.limit;

import java.time.Instant;

/**
 * A send that was refused, and not counted.
 *
 * @param scope whose allowance is used up; if several are, the one that is free last
 * @param freeAt when the same send would be counted, if nothing else is sent until then
 */
public record Refusal(Scope scope, Instant freeAt) {}

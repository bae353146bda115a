/**
 * The service from outside: over HTTP, on a real database and a real broker, with a clock that tests move.
 *
 * <p>{@link io.twofold.otp.Client} is a calling service; {@link io.twofold.otp.Telephone} reads what the gateway would.
 */
@NullMarked
package io.twofold.otp;

import org.jspecify.annotations.NullMarked;

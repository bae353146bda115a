/**
 * What the gateway knows about a number: its kind of line, and when its SIM was swapped.
 *
 * <p>{@link io.twofold.otp.lookup.LookUpNumber} asks it over HTTP, before any transaction and where that is switched on,
 * with a short time-out, a circuit breaker and a memory of some seconds. No answer is a finding, too: what follows from
 * it is a setting, and the package {@code number} decides.
 */
@NullMarked
package io.twofold.otp.lookup;

import org.jspecify.annotations.NullMarked;

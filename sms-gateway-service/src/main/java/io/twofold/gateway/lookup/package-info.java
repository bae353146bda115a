/**
 * What is known about a telephone number: the kind of line, its carrier, when its SIM was last swapped.
 *
 * <p>{@link io.twofold.gateway.lookup.LookUpNumber} asks every {@link io.twofold.gateway.lookup.LookupSource} that is
 * configured for the number's country, each within its time-out and its budget, unless the answer is kept already or the
 * source has been failing. What no source knows is what libphonenumber says; "unknown" is never "no".
 */
@NullMarked
package io.twofold.gateway.lookup;

import org.jspecify.annotations.NullMarked;

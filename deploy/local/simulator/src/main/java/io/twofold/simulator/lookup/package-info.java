/**
 * What is known about phone numbers: the kind of line, its carrier, when its SIM was last swapped.
 *
 * <p>Tests say what is to be known; providers that sell look-ups answer from it. About a number of which nothing was
 * said, nothing is known.
 */
@NullMarked
package io.twofold.simulator.lookup;

import org.jspecify.annotations.NullMarked;

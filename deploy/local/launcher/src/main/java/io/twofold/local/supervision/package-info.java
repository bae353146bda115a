/**
 * Keeps processes running. One that ends is started again: at once if it had been ready, with growing pauses if it never
 * was. What runs is written down, so that a start after a kill -9 first ends what was left behind.
 * The {@link io.twofold.local.supervision.Supervisor} starts them in the order given and stops them in the opposite one;
 * whoever watches is told through {@link io.twofold.local.supervision.Observer}.
 */
@NullMarked
package io.twofold.local.supervision;

import org.jspecify.annotations.NullMarked;

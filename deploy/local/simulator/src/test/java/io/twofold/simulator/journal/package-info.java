/** The rules of this feature, without a network. */
@NullMarked
package io.twofold.simulator.journal;

import org.jspecify.annotations.NullMarked;

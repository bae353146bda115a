/** The rules of this feature, without a network. */
@NullMarked
package io.twofold.simulator.phone;

import org.jspecify.annotations.NullMarked;

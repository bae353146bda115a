/** The rules of this feature, without a network. */
@NullMarked
package io.twofold.simulator.page;

import org.jspecify.annotations.NullMarked;

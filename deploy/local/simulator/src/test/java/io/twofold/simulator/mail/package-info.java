/** The rules of this feature, without a network. */
@NullMarked
package io.twofold.simulator.mail;

import org.jspecify.annotations.NullMarked;

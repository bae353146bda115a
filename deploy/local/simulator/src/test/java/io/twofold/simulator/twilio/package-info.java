/** Twilio's rules, without a network. */
@NullMarked
package io.twofold.simulator.twilio;

import org.jspecify.annotations.NullMarked;

/** CAMARA SIM Swap, version 2: a token, then when a number's SIM was swapped, or whether lately. */
@NullMarked
package io.twofold.simulator.camara;

import org.jspecify.annotations.NullMarked;

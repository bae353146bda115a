/**
 * What every provider of the outside world has in common: a name, a behaviour that a test may change, and counts of what
 * it was asked.
 *
 * <p>A new provider (an SMPP message centre, another carrier) is a package with one class that implements
 * {@link io.twofold.simulator.provider.Provider}, and one line in {@code Simulator}: its switches, counts and place on
 * the page then come by themselves.
 */
@NullMarked
package io.twofold.simulator.provider;

import org.jspecify.annotations.NullMarked;

/**
 * The phones of the world: every number that was ever written to or called, with its texts and what calls said.
 *
 * <p>Providers put messages here; tests read them as JSON, people on the page. How a text is cut into segments is counted
 * the way carriers bill it.
 */
@NullMarked
package io.twofold.simulator.phone;

import org.jspecify.annotations.NullMarked;

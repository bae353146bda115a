/**
 * One class for each figure that Twofold promises, listed in {@link io.twofold.benchmarks.figure.Figures} with the goals.
 * A figure says which settings of the stack it needs, prepares what it measures over the public API, and measures it.
 */
@NullMarked
package io.twofold.benchmarks.figure;

import org.jspecify.annotations.NullMarked;

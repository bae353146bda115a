/**
 * Load and time: {@link io.twofold.benchmarks.load.ClosedLoop} asks again as soon as it is answered,
 * {@link io.twofold.benchmarks.load.Pace} asks at a rate whatever comes back. The generator shares the machine with what it
 * measures and must be cheap, so {@link io.twofold.benchmarks.load.Connection} speaks just enough HTTP/1.1 over a blocking
 * socket, one for each worker. An answer that isn't the expected one ends the measurement: no figure is made of failures.
 */
@NullMarked
package io.twofold.benchmarks.load;

import org.jspecify.annotations.NullMarked;

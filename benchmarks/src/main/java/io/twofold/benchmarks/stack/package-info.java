/**
 * The stack under measurement: started by {@code ./twofold start} with a state folder and ports of its own, watched through
 * {@code /proc} and Kafka, stopped at the end. What it says about itself is {@code stack.json}; the key that opens code
 * deliveries is in the {@code secrets.json} beside it, as the benchmarks stand in for the gateway there.
 */
@NullMarked
package io.twofold.benchmarks.stack;

import org.jspecify.annotations.NullMarked;

/**
 * The simulator's memory: what happened, newest last, found by whom it happened to.
 *
 * <p>Nothing is written to disk: a restart forgets everything. What is kept is bounded by the size of the heap, and the
 * oldest goes first, so that a load test can run as long as it likes.
 */
@NullMarked
package io.twofold.simulator.journal;

import org.jspecify.annotations.NullMarked;

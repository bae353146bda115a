/**
 * {@code ./twofold bench}: starts a stack of its own, puts load on it from outside, and says how much it bears.
 *
 * <p>{@code figure} holds one class for each figure; {@code load} makes requests and keeps time; {@code people} are those
 * who have accounts; {@code stack} starts, watches and stops the stack; {@code report} prints and keeps what was found.
 */
@NullMarked
package io.twofold.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * The outside world of the local stack: a phone network and a mailbox, speaking the protocols of the real ones, so that the
 * services run with their production adapters and no special case.
 *
 * <p>Start reading at {@link io.twofold.simulator.Simulator}. Providers are packages ({@code twilio}, {@code mail}); what
 * they deliver ends up in {@code phone} and {@code mail}; {@code page} shows it. It listens on this machine only and keeps
 * everything in memory.
 */
@NullMarked
package io.twofold.simulator;

import org.jspecify.annotations.NullMarked;

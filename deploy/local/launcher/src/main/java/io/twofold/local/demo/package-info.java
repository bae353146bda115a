/**
 * {@code ./twofold demo}: plays the main job through against a running stack and tells what each side saw.
 *
 * <p>{@link io.twofold.local.demo.Demo} finds or starts the stack, {@link io.twofold.local.demo.MainJob} is the story, the
 * others are its witnesses: the person's devices, the simulated phone and mailbox, an event consumer.
 */
@NullMarked
package io.twofold.local.demo;

import org.jspecify.annotations.NullMarked;

/**
 * The simulator driven from outside: real HTTP and real SMTP over loopback, on ports that are free. {@code World} starts
 * one, {@code Listener} is where its callbacks go.
 */
@NullMarked
package io.twofold.simulator;

import org.jspecify.annotations.NullMarked;

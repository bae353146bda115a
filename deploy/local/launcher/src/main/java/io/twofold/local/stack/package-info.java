/**
 * What belongs to the stack: which servers and services there are, on which ports, which settings and secrets each gets, which
 * databases and topics are made for them, and how the stack describes itself to others in {@code stack.json}.
 * Whoever adds a service starts at {@link io.twofold.local.stack.Service}; a setting is added in
 * {@code ServiceSettings}. Nothing here starts a process.
 */
@NullMarked
package io.twofold.local.stack;

import org.jspecify.annotations.NullMarked;

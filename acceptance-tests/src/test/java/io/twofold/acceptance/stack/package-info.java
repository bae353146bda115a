/**
 * The local stack as an outsider has it: processes that can be called, killed and stopped, their addresses and secrets from
 * {@code stack.json}, the simulator's phones and mailboxes, the topics and the databases. Nothing of ours is compiled
 * against.
 */
@NullMarked
package io.twofold.acceptance.stack;

import org.jspecify.annotations.NullMarked;

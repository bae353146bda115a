/**
 * The local stack as an outsider has it: processes that can be called, killed and stopped, their addresses and secrets from
 * {@code stack.json}, the simulator's phones and mailboxes, the topics and the databases. One stack serves all tests of a
 * JVM; it is started by the first that asks for it and stopped when the JVM ends. Nothing of ours is compiled against.
 */
@NullMarked
package io.twofold.acceptance.stack;

import org.jspecify.annotations.NullMarked;

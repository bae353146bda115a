/**
 * The real PostgreSQL and the real Kafka as ordinary child processes, on a machine without Docker.
 * Used by the tests of every service and by the local stack; nothing here knows of either.
 * PostgreSQL's binaries come from the class path and are unpacked once per user; Kafka runs in a JVM of its own
 * (one node, KRaft, broker and controller at once) on the class path of whoever starts it.
 * Every child is started by {@link io.twofold.embedded.Children}, so that none outlives its parent.
 */
@NullMarked
package io.twofold.embedded;

import org.jspecify.annotations.NullMarked;

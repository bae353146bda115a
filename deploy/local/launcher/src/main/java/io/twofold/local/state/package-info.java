/**
 * The folder that survives a restart, {@code .twofold} by default, open to its owner only: {@code secrets.json} (made at the
 * first start), {@code stack.json} (there while everything is ready), {@code stack.lock} (held while a stack runs),
 * {@code processes.json} (what runs, so that the next start ends what a killed one left behind), {@code logs}, and the data
 * of PostgreSQL and Kafka. A folder that isn't one of ours is never touched.
 */
@NullMarked
package io.twofold.local.state;

import org.jspecify.annotations.NullMarked;

/**
 * Facts leave a service here, and only here.
 *
 * <p>{@link io.twofold.kit.outbox.Outbox} writes a fact beside the change it tells of, in the same transaction.
 * {@link io.twofold.kit.outbox.OutboxRelay}, of which one works per database whatever the number of replicas, hands the
 * rows to Kafka in order, many at a time, and deletes what the broker has acknowledged. A crash in between publishes a
 * row twice under the same id, never not at all. A row that Kafka will never take is set aside, and stays in the table
 * with the reason. The columns are those of Debezium's outbox event router.
 */
@NullMarked
package io.twofold.kit.outbox;

import org.jspecify.annotations.NullMarked;

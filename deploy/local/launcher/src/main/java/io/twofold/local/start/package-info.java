/**
 * {@code ./twofold start}: reads the options, looks for obstacles, starts the foundation (PostgreSQL, Kafka and the simulator at
 * once), makes databases and topics, starts the services, says when all are ready, and stops everything when told to.
 */
@NullMarked
package io.twofold.local.start;

import org.jspecify.annotations.NullMarked;

/**
 * What a feature test stands on: {@link io.twofold.testing.Infrastructure} starts one real PostgreSQL and one real Kafka per
 * test JVM, gives each service a database of its own and tells Quarkus where both are.
 * {@link io.twofold.testing.Databases} and {@link io.twofold.testing.Topics} look at rows and records behind the service's
 * back, {@link io.twofold.testing.Outages} takes either away for a while, {@link io.twofold.testing.MutableClock} moves time.
 * With {@code -Dinfrastructure=containers} both servers are the official images, through Testcontainers.
 */
@NullMarked
package io.twofold.testing;

import org.jspecify.annotations.NullMarked;

/** The service from outside: events in, HTTP in and out, events out; on a real database and a real broker. */
@NullMarked
package io.twofold.gateway;

import org.jspecify.annotations.NullMarked;

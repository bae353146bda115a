/** What this service sends at most. */
@NullMarked
package io.twofold.gateway.limit;

import org.jspecify.annotations.NullMarked;

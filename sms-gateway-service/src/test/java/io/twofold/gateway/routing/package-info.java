/** Who is asked, in which order, and who is left alone. */
@NullMarked
package io.twofold.gateway.routing;

import org.jspecify.annotations.NullMarked;

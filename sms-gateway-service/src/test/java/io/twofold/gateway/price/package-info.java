/** What messages cost. */
@NullMarked
package io.twofold.gateway.price;

import org.jspecify.annotations.NullMarked;

/** Who knows numbers, and what is made of it. */
@NullMarked
package io.twofold.gateway.lookup;

import org.jspecify.annotations.NullMarked;

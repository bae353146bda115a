/** A service made of nothing but the kit, for the kit's own tests. */
@NullMarked
package io.twofold.kit.probe;

import org.jspecify.annotations.NullMarked;

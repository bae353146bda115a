/** Whatever anybody may type for a number. */
@NullMarked
package io.twofold.kit.phone;

import org.jspecify.annotations.NullMarked;

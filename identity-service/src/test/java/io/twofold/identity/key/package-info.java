/** How signing keys take turns. */
@NullMarked
package io.twofold.identity.key;

import org.jspecify.annotations.NullMarked;

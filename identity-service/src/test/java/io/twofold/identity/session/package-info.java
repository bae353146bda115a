/** How sessions live, are renewed and end. */
@NullMarked
package io.twofold.identity.session;

import org.jspecify.annotations.NullMarked;

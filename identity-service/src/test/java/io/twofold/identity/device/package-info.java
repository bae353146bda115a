/** How devices are trusted, and kept waiting. */
@NullMarked
package io.twofold.identity.device;

import org.jspecify.annotations.NullMarked;

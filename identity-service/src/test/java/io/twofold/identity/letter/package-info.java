/** What letters say, and how they leave. */
@NullMarked
package io.twofold.identity.letter;

import org.jspecify.annotations.NullMarked;

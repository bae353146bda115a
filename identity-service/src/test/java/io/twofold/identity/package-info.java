/** What holds for the whole service: its shape, and the document of its API. */
@NullMarked
package io.twofold.identity;

import org.jspecify.annotations.NullMarked;

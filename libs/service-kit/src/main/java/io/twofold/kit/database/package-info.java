/**
 * What a failed statement means: try again later, or never.
 *
 * <p>The HTTP side answers trouble with 503, the consuming side waits and repeats; both ask here.
 */
@NullMarked
package io.twofold.kit.database;

import org.jspecify.annotations.NullMarked;

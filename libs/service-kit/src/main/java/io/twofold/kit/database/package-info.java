/**
 * What a failed statement means: try again later, or never; and what is done once a transaction has committed.
 *
 * <p>The HTTP side answers trouble with 503, the consuming side waits and repeats; both ask here.
 */
@NullMarked
package io.twofold.kit.database;

import org.jspecify.annotations.NullMarked;

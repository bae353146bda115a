/**
 * Time and chance, which code that decides never takes for itself.
 *
 * <p>A {@link java.time.Clock} and a {@link java.security.SecureRandom} are injected, so that a test can hold the one
 * still and fix the other. {@link io.twofold.kit.ambient.Ids} makes the ids that everything carries.
 */
@NullMarked
package io.twofold.kit.ambient;

import org.jspecify.annotations.NullMarked;

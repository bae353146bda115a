/**
 * {@code Idempotency-Key}: the same key and body, one effect and the same answer.
 *
 * <p>The key's row and the effect commit together, so a crash leaves both or neither; there is no "half done" to clean
 * up. Only successes are remembered: a refusal had no effect and may be asked again.
 */
@NullMarked
package io.twofold.kit.idempotency;

import org.jspecify.annotations.NullMarked;

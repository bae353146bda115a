/**
 * The last line against secrets in logs.
 *
 * <p>Code logs ids, and secrets' types redact themselves; what slips through all the same (a library's message that
 * repeats its input) is masked here before any handler sees it.
 */
@NullMarked
package io.twofold.kit.masking;

import org.jspecify.annotations.NullMarked;

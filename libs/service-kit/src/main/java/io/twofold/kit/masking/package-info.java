/**
 * The last line against secrets in logs.
 *
 * <p>Code logs ids, and secrets' types redact themselves; what slips through all the same (a library's message that
 * repeats its input, an exception that quotes it) is masked here before it is written. The kit gives the filter to the
 * handlers for console, file and syslog; whoever adds another gives it the filter too.
 */
@NullMarked
package io.twofold.kit.masking;

import org.jspecify.annotations.NullMarked;

/**
 * The rim of every public port: how large a request may be, what no answer may be kept by, where a caller sits.
 *
 * <p>Bodies end at 16 KiB, answers carry {@code no-store}, JSON is read strictly (a number is not a string), and the
 * client's address is the TCP peer's unless a trusted proxy says otherwise.
 */
@NullMarked
package io.twofold.kit.http;

import org.jspecify.annotations.NullMarked;

/**
 * otp-service as seen from here: a code is asked for, typed back, asked for again, called off.
 *
 * <p>What otp-service refuses comes back as a value with its own problem code, to be passed on; when it can't be
 * reached the answer is an honest 503, and after a few failures in a row it isn't even tried for a while. Nothing here is
 * called inside a database transaction.
 */
@NullMarked
package io.twofold.identity.otp;

import org.jspecify.annotations.NullMarked;

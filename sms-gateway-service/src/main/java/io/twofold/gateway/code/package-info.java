/**
 * Requests to deliver a code, as otp-service publishes them on {@code otp.deliveries}.
 *
 * <p>The sealed part (destination and code) is opened with the key that the two services share, bound to its challenge and
 * send. What can't be opened goes to the dead-letter topic. The delivery is written down in the transaction that remembers the
 * event, and the worker is woken after it.
 */
@NullMarked
package io.twofold.gateway.code;

import org.jspecify.annotations.NullMarked;

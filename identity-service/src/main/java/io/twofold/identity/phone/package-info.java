/**
 * Trusted phone numbers: where an account's codes go. A number becomes trusted by a {@link
 * io.twofold.identity.phone.PhoneVerification}: a code is sent to it and comes back. The first one turns two-factor
 * authentication on (see {@code twofactor}), up to four more may follow, and the last one stays as long as two-factor
 * authentication is on. Numbers are sealed at rest under their id, found by a keyed fingerprint, and leave this service
 * masked; only otp-service is told the number itself.
 */
@NullMarked
package io.twofold.identity.phone;

import org.jspecify.annotations.NullMarked;

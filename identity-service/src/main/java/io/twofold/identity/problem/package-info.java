/**
 * The problems that this service answers with, beside those that every service has.
 *
 * <p>Their codes are part of the HTTP contract: other programs decide by them. A refusal of otp-service is passed on
 * under its own code, which is one of these.
 */
@NullMarked
package io.twofold.identity.problem;

import org.jspecify.annotations.NullMarked;

/**
 * One-time codes: six digits, valid for minutes, accepted once.
 *
 * <p>A challenge is made for a <em>binding</em>, the calling service's name for the sign-in or enrolment that the code
 * belongs to. The binding owns the budget (five tries, five sends, growing waits in between) and has at most one live
 * code; a newer challenge of the same client, purpose and binding supersedes the older one and takes its budget over.
 * Start reading at {@link io.twofold.otp.challenge.ChallengeResource}; the rules are in
 * {@link io.twofold.otp.challenge.Challenge} and {@link io.twofold.otp.challenge.Budget}.
 */
@NullMarked
package io.twofold.otp.challenge;

import org.jspecify.annotations.NullMarked;

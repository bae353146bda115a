/**
 * Two-factor authentication of an account, on and off: an enrolment proves the first phone number and turns it on, within
 * fourteen days it may be turned off again, and the link in the notice letter lets whoever owns the mailbox undo what a
 * thief of the password did. The proof arrives on two paths, otp-service's answer and its {@code PhoneVerified} event; the
 * account's row lock makes them one ({@link io.twofold.identity.twofactor.TurnOnTwoFactor}).
 */
@NullMarked
package io.twofold.identity.twofactor;

import org.jspecify.annotations.NullMarked;

/**
 * Signing in, and proving oneself anew.
 *
 * <p>A right password either completes a sign-in (no second factor is asked for, or the device is trusted) or opens a
 * pending one, which a second factor completes. {@link io.twofold.identity.signin.StartSignIn} checks the password under
 * the throttles, {@link io.twofold.identity.signin.CompleteSignIn} is what both ways end in. Whatever fails with the
 * password looks, costs and writes the same, so that a stranger learns nothing about who has an account. {@link
 * io.twofold.identity.signin.SecondFactorThrottle} slows down who has the password and guesses the rest.
 */
@NullMarked
package io.twofold.identity.signin;

import org.jspecify.annotations.NullMarked;

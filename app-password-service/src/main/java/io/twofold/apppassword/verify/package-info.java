/**
 * The question a mail, calendar or contacts server asks: does this password open this account, for this protocol?
 *
 * <p>{@link io.twofold.apppassword.verify.VerifyAppPassword} reads the database each time, one row by one unique index,
 * so that a revoked password is dead everywhere at once. {@link io.twofold.apppassword.verify.WrongAnswers} slows down
 * whoever guesses, never whoever knows. {@link io.twofold.apppassword.verify.LastUses} writes down, a little later and
 * not each time, what was used when.
 */
@NullMarked
package io.twofold.apppassword.verify;

import org.jspecify.annotations.NullMarked;

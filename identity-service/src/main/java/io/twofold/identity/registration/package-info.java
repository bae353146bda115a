/**
 * Registering: an e-mail address and a password become an account when the code that was mailed there comes back.
 *
 * <p>Whether the address has an account already shows in nothing but the letter: the same answer, rows and work. Its
 * owner is told that somebody tried; the flow then has a code that nobody was sent.
 */
@NullMarked
package io.twofold.identity.registration;

import org.jspecify.annotations.NullMarked;

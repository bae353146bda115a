/**
 * Which telephone numbers a code may be sent to.
 *
 * <p>libphonenumber decides what is a number and of which kind; the rules here decide what that kind is good for. Numbers
 * that cost their caller extra, or that reach nobody's own telephone, are refused; a landline takes calls only; VoIP is
 * refused unless its country is listed; and a country can be left unserved altogether. Where look-ups are switched on, what
 * they find is weighed as well ({@link io.twofold.otp.number.CheckNumber}). Limits are another matter: see the package
 * {@code limit}.
 */
@NullMarked
package io.twofold.otp.number;

import org.jspecify.annotations.NullMarked;

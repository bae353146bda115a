/**
 * What identity-service's events mean here: an account that is deleted is forgotten.
 *
 * <p>Nothing else of an account is kept. That a number is trusted is said by identity-service with each request that it
 * matters for, so trusted numbers are not followed.
 */
@NullMarked
package io.twofold.otp.account;

import org.jspecify.annotations.NullMarked;

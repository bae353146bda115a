/**
 * App-specific passwords in the hands of their owner: generate one and see it once, list them, revoke them.
 *
 * <p>{@link io.twofold.apppassword.apppassword.AppPassword} is one of them, known by the keyed hash of its letters. It is
 * made under the lock of its account, with a fresh token of two factors, and remembers when that token was issued, so
 * that a password change that arrives late still finds what it has to end.
 */
@NullMarked
package io.twofold.apppassword.apppassword;

import org.jspecify.annotations.NullMarked;

/**
 * Passwords: which are good enough, and how they are kept.
 *
 * <p>Argon2id by libsodium, on a bounded pool of its own: hashing is slow on purpose, and on the threads that serve
 * requests it would starve everything else. The hash says what it cost; when settings rise, the next sign-in makes a new
 * one. Nothing is trimmed, truncated or composed by rules.
 */
@NullMarked
package io.twofold.identity.password;

import org.jspecify.annotations.NullMarked;

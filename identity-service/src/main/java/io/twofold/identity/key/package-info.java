/**
 * The keys that access tokens are signed with, and the tokens themselves (RFC 9068, ES256).
 *
 * <p>A key is published well before its first use and for as long as a token of its lives. The private part is sealed in
 * the table; replicas read the same rows and so agree on which key is at work. {@link io.twofold.identity.key.AccessTokens}
 * signs and reads tokens; what is said in them is the business of those who issue them.
 */
@NullMarked
package io.twofold.identity.key;

import org.jspecify.annotations.NullMarked;

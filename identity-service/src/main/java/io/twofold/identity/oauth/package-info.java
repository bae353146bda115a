/**
 * The OAuth endpoints: tokens for services and renewed ones for devices, introspection, revocation, and what a client
 * needs to know to use them.
 *
 * <p>Clients come from configuration ({@link io.twofold.identity.oauth.Clients}); a scope belongs to the services that
 * ask for it, which become the token's audience ({@link io.twofold.identity.oauth.Scope}). Errors are RFC 6749's, not
 * problem documents, because OAuth libraries expect them so.
 */
@NullMarked
package io.twofold.identity.oauth;

import org.jspecify.annotations.NullMarked;

/**
 * Who calls: access tokens checked (RFC 9068), and tokens got for calling others.
 *
 * <p>A resource method carries {@link io.twofold.kit.token.UserCall}, {@link io.twofold.kit.token.ServiceCall} or
 * {@link io.twofold.kit.token.OpenCall}; one that carries none is refused. {@link io.twofold.kit.token.Caller} then says
 * who it is. Keys come from the token authority's JWKS, the last good copy of which is kept in the database, so that a
 * service starts and works while the authority is down.
 */
@NullMarked
package io.twofold.kit.token;

import org.jspecify.annotations.NullMarked;

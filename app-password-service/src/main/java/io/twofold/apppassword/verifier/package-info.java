/**
 * Who may ask whether an app-specific password is right: mail, calendar and contacts servers, each with a name and a secret.
 *
 * <p>They are this service's own, registered in its configuration, so that they are answered while identity-service is
 * down. A resource method with {@link io.twofold.apppassword.verifier.VerifierCall} is reached with HTTP Basic
 * (RFC 7617) and one of these names only.
 */
@NullMarked
package io.twofold.apppassword.verifier;

import org.jspecify.annotations.NullMarked;

/**
 * The world outside identity-service, for its tests: an otp-service that honours its contract over real HTTP and shows
 * what it sent. {@link io.twofold.identity.outside.FakeOtp} is the server, {@link io.twofold.identity.outside.Phones} what
 * a test asks it.
 */
@NullMarked
package io.twofold.identity.outside;

import org.jspecify.annotations.NullMarked;

/** The world around the service: Twilio over real HTTP, and otp-service's requests. */
@NullMarked
package io.twofold.gateway.outside;

import org.jspecify.annotations.NullMarked;

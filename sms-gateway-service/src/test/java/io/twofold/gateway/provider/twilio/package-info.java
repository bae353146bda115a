/** Twilio's adapter and its parts. */
@NullMarked
package io.twofold.gateway.provider.twilio;

import org.jspecify.annotations.NullMarked;

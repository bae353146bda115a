/** Whatever Twilio, or anybody in its name, may send. */
@NullMarked
package io.twofold.gateway.provider.twilio;

import org.jspecify.annotations.NullMarked;

package io.twofold.otp.challenge;

import io.twofold.otp.delivery.Channel;
import io.twofold.otp.number.UsableNumber;
import org.jspecify.annotations.Nullable;

/**
 * How and where a code goes.
 *
 * @param number absent for {@link Channel#CALLER}, and only then
 * @param proven whether the account already trusts the number
 */
record Route(Channel channel, @Nullable UsableNumber number, boolean proven) {

    Route {
        if (channel.needsNumber() != (number != null)) {
            throw new IllegalArgumentException("A text or a call goes to a number, anything else doesn't");
        }
    }
}

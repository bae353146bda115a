package io.twofold.otp.challenge;

import io.twofold.otp.delivery.Channel;
import io.twofold.otp.limit.ClientNetwork;
import io.twofold.otp.number.UsableNumber;
import org.jspecify.annotations.Nullable;

/**
 * How and where a code goes, and from where it was asked for.
 *
 * @param number absent for {@link Channel#CALLER}, and only then
 * @param proven whether the account already trusts the number
 * @param network where the person is who wants it, where the client says so
 */
record Route(
        Channel channel,
        @Nullable UsableNumber number,
        boolean proven,
        @Nullable ClientNetwork network) {

    Route {
        if (channel.needsNumber() != (number != null)) {
            throw new IllegalArgumentException("A text or a call goes to a number, anything else doesn't");
        }
    }
}

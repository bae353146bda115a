package io.twofold.gateway.limit;

import io.twofold.gateway.message.Channel;
import io.twofold.kit.phone.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody wants sent.
 *
 * @param country ISO 3166-1 alpha-2
 * @param segments short messages it takes; 1 for a call
 * @param provider who would be asked first, by whose price it is reckoned; absent if nobody would
 */
public record PlannedMessage(
        PhoneNumber number,
        String country,
        Channel channel,
        int segments,
        @Nullable String provider) {}

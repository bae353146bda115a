package io.twofold.gateway.delivery;

import io.twofold.gateway.message.Channel;

/** Deliveries that go the same way. */
record Lane(String country, Channel channel) {

    /** As the query of what is due spells it. */
    String key() {
        return country + "/" + channel.name();
    }
}

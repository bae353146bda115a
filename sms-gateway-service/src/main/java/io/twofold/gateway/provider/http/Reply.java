package io.twofold.gateway.provider.http;

import io.vertx.core.MultiMap;

/** What a carrier answered. It may repeat the number, so it doesn't show itself. */
record Reply(int status, MultiMap headers, String body) {

    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}

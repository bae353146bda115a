package io.twofold.kit.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;

/**
 * Where a request comes from: the TCP peer, unless that is a trusted proxy; then the right-most entry of
 * {@code X-Forwarded-For} that isn't one. Anything left of it may be invented by the client.
 */
@Singleton
public class ClientAddress {

    private final List<Network> trusted;

    ClientAddress(HttpConfig config) {
        this.trusted = config.trustedProxies().orElse(List.of()).stream()
                .map(Network::of)
                .toList();
    }

    /** The address in its usual text form, IPv4-mapped IPv6 as IPv4. */
    public String of(HttpServerRequest request) {
        InetAddress peer =
                InetAddress.ofLiteral(withoutZone(request.remoteAddress().hostAddress()));
        if (!isTrusted(peer)) {
            return peer.getHostAddress();
        }
        List<String> hops = request.headers().getAll("X-Forwarded-For").stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        InetAddress client = peer;
        for (String hop : hops.reversed()) {
            InetAddress address;
            try {
                address = InetAddress.ofLiteral(withoutZone(hop));
            } catch (IllegalArgumentException _) {
                break; // beyond a hop that isn't an address nothing can be believed
            }
            client = address;
            if (!isTrusted(address)) {
                break;
            }
        }
        return client.getHostAddress();
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}

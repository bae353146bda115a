package io.twofold.gateway.provider.http;

import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.ProviderSource;
import io.twofold.gateway.provider.http.CarriersConfig.Carrier;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The carriers that configuration describes. */
@Singleton
class HttpCarriers implements ProviderSource {

    private static final String ID = "[a-z][a-z0-9-]{0,31}";
    /** Providers with a package of their own, whose webhooks are elsewhere. */
    private static final Set<String> TAKEN = Set.of("twilio", "smpp");

    private final List<MessageProvider> providers = new ArrayList<>();
    private final Map<String, CarrierReceipts> receipts = new TreeMap<>();

    /**
     * @throws IllegalStateException if one of them can't work as it is described
     */
    HttpCarriers(CarriersConfig config, Vertx vertx, Clock clock) {
        new TreeMap<>(config.carriers()).forEach((id, carrier) -> {
            if (!id.matches(ID) || TAKEN.contains(id)) {
                throw new IllegalStateException("twofold.providers.http." + id
                        + ": an id has up to 32 lower-case letters, digits and dashes, and isn't another provider's");
            }
            carrier.receipts().ifPresent(description -> receipts.put(id, new CarrierReceipts(id, description)));
            providers.add(new HttpProvider(id, carrier, receiptUrl(id, carrier), vertx, clock));
        });
    }

    @Override
    public List<MessageProvider> configured() {
        return List.copyOf(providers);
    }

    /** How that carrier's receipts are read; empty for one that isn't there or sends none. */
    Optional<CarrierReceipts> receiptsOf(String id) {
        return Optional.ofNullable(receipts.get(id));
    }

    private static Optional<String> receiptUrl(String id, Carrier carrier) {
        return carrier.receipts()
                .flatMap(CarriersConfig.Receipts::baseUrl)
                .map(URI::toString)
                .map(base -> (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                        + CarrierWebhookResource.PATH.replace("{provider}", id));
    }
}

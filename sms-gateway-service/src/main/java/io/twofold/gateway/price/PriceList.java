package io.twofold.gateway.price;

import io.quarkus.runtime.Startup;
import io.twofold.gateway.message.Channel;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What each provider takes, read once. */
@Startup
@Singleton
public class PriceList {

    private static final String OTHER = "other";
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1000);

    private record Item(String provider, Channel channel, String country) {}

    private final Map<Item, Long> micros = new HashMap<>();
    private final String currency;

    /**
     * Reads the list.
     *
     * @throws IllegalStateException if a price can't be used; names it
     */
    PriceList(PriceConfig config) {
        this.currency = config.currency();
        config.list()
                .forEach((provider, byChannel) -> byChannel.forEach((word, byCountry) ->
                        byCountry.forEach((country, price) -> put(provider, word, country, price))));
    }

    /** ISO 4217 code. */
    public String currency() {
        return currency;
    }

    /** Millionths for a segment or a call; empty where the list doesn't say. */
    public OptionalLong unitPrice(String provider, Channel channel, String country) {
        Long named = micros.get(new Item(provider, channel, country));
        Long price = named == null ? micros.get(new Item(provider, channel, OTHER)) : named;
        return price == null ? OptionalLong.empty() : OptionalLong.of(price);
    }

    /** What a message of so many segments costs; a call is one. */
    public Optional<Cost> of(String provider, Channel channel, String country, int segments) {
        OptionalLong price = unitPrice(provider, channel, country);
        return price.isEmpty() ? Optional.empty() : Optional.of(new Cost(price.getAsLong() * segments, currency));
    }

    private void put(String provider, String word, String country, BigDecimal price) {
        String name = "twofold.prices.list." + provider + "." + word + "." + country;
        Channel channel =
                Channel.of(word).orElseThrow(() -> new IllegalStateException(name + ": there is no channel " + word));
        String key = country.equals(OTHER) ? OTHER : country.toUpperCase(Locale.ROOT);
        if (!key.equals(OTHER) && !PhoneNumber.isKnownCountry(key)) {
            throw new IllegalStateException(name + ": no country has that code");
        }
        boolean sane = price.signum() >= 0
                && price.compareTo(DEAREST) <= 0
                && price.stripTrailingZeros().scale() <= 6;
        if (!sane) {
            throw new IllegalStateException(name + ": must be 0 to 1000 with up to six digits after the point");
        }
        micros.put(new Item(provider, channel, key), Cost.inMicros(price));
    }
}

package io.twofold.otp.budget;

import io.twofold.kit.phone.PhoneNumber;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a message or call costs. Names are taken in any case: from an environment variable they come in lower case. */
final class PriceList {

    private static final Set<String> CHANNELS = Set.of("SMS", "VOICE");

    private final Map<String, Long> prices = new HashMap<>();
    private final long other;

    /**
     * Reads the prices.
     *
     * @throws IllegalStateException if one names a country or channel that doesn't exist
     */
    PriceList(BudgetsConfig config) {
        this.other = config.price();
        config.prices().forEach((name, price) -> {
            String key = name.toUpperCase(Locale.ROOT);
            if (!isKnown(key)) {
                throw new IllegalStateException("twofold.budgets.prices." + name + ": no such country or channel");
            }
            prices.put(key, price);
        });
    }

    private static boolean isKnown(String key) {
        int dash = key.indexOf('-');
        return dash < 0
                ? CHANNELS.contains(key) || PhoneNumber.isKnownCountry(key)
                : PhoneNumber.isKnownCountry(key.substring(0, dash)) && CHANNELS.contains(key.substring(dash + 1));
    }

    /**
     * Of a message or call to that country.
     *
     * @param channel "sms" or "voice"
     */
    long price(String country, String channel) {
        String by = channel.toUpperCase(Locale.ROOT);
        Long listed = prices.get(country + "-" + by);
        if (listed == null) {
            listed = prices.get(country);
        }
        if (listed == null) {
            listed = prices.get(by);
        }
        return listed == null ? other : listed;
    }
}

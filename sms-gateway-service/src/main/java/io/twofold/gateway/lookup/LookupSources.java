package io.twofold.gateway.lookup;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The sources that are configured, the one that knows most about a country first. */
@Singleton
class LookupSources {

    private final List<LookupSource> sources;

    /**
     * @throws IllegalStateException if one can't work as it is configured
     */
    LookupSources(LookupsConfig config, LookupHttp http, Clock clock) {
        List<LookupSource> configured = new ArrayList<>();
        new TreeMap<>(config.camara()).forEach((country, camara) -> {
            if (!country.matches("[A-Z]{2}")) {
                throw new IllegalStateException(
                        "twofold.lookups.camara." + country + ": a country is two capitals (ISO 3166-1)");
            }
            configured.add(new CamaraSimSwap(country, camara, http, clock));
        });
        if (config.twilio().enabled()) {
            configured.add(new TwilioLookup(config.twilio(), http, clock));
        }
        this.sources = List.copyOf(configured);
    }

    List<LookupSource> all() {
        return sources;
    }

    List<LookupSource> serving(String country) {
        return sources.stream().filter(source -> source.serves(country)).toList();
    }
}

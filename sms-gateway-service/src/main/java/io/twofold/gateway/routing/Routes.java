package io.twofold.gateway.routing;

import io.quarkus.runtime.Startup;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.price.PriceList;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.Providers;
import io.twofold.gateway.routing.Peers.Peer;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds those who carry a message to a country, in the order in which they are to be asked. */
@Startup
@Singleton
public class Routes {

    private static final String OTHER = "other";
    private static final String PREFIX = "twofold.routing.routes.";

    private record Way(String country, Channel channel) {}

    /** A provider with where it was named. */
    private record Stop(MessageProvider provider, int weight) {}

    private final Map<Way, List<List<Stop>>> named = new HashMap<>();
    private final Providers providers;
    private final Switches switches;
    private final Circuits circuits;
    private final PriceList prices;
    private final RoutingConfig config;
    private final SecureRandom random;
    private final Clock clock;

    /**
     * Reads the routes.
     *
     * @throws IllegalStateException if one can't be gone; names it
     */
    Routes(
            RoutingConfig config,
            Providers providers,
            Switches switches,
            Circuits circuits,
            PriceList prices,
            SecureRandom random,
            Clock clock) {
        this.config = config;
        this.providers = providers;
        this.switches = switches;
        this.circuits = circuits;
        this.prices = prices;
        this.random = random;
        this.clock = clock;
        config.routes()
                .forEach((country, byChannel) -> byChannel.forEach((channel, ranks) ->
                        named.put(way(country, channel), stops(PREFIX + country + "." + channel, ranks))));
    }

    /**
     * A provider's place on a route.
     *
     * @param country ISO 3166-1 alpha-2; absent: every country that has no route of its own
     * @param priority from 1, who is asked first
     * @param weight its share among those of its priority
     */
    record Place(@Nullable String country, String channel, int priority, int weight) {}

    /**
     * Who is to be asked now.
     *
     * @param without who isn't to be asked: they refused the message just now, or for good
     * @param takesOneMore whether this replica may ask a provider at once; if so, that has reserved a place
     */
    public Choice choose(String country, Channel channel, Set<String> without, Predicate<String> takesOneMore) {
        Instant now = clock.instant();
        List<MessageProvider> left = inOrder(country, channel).stream()
                .filter(provider -> !without.contains(provider.id()))
                .toList();
        if (left.isEmpty()) {
            return new Choice.Nobody();
        }
        List<MessageProvider> open = left.stream()
                .filter(provider -> circuits.wouldLet(provider.id(), country, channel, now))
                .toList();
        for (MessageProvider provider : open) {
            if (takesOneMore.test(provider.id())) {
                circuits.let(provider.id(), country, channel, now);
                return new Choice.Ask(provider);
            }
        }
        Instant trial = left.stream()
                .filter(provider -> !open.contains(provider))
                .map(provider -> circuits.openUntil(provider.id(), country, channel))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        return open.isEmpty() ? new Choice.Later(trial) : new Choice.Busy(trial);
    }

    /** Whether anybody else is there to be asked, at once or when nobody leaves it alone any more. */
    public boolean hasAnother(String country, Channel channel, Set<String> without) {
        return inOrder(country, channel).stream().anyMatch(provider -> !without.contains(provider.id()));
    }

    /** As {@link #hasAnother}, whether or not it is switched on: who is off may be on again. */
    public boolean hasAnyBut(String country, Channel channel, Set<String> without) {
        return ranks(country, channel).stream()
                .flatMap(List::stream)
                .anyMatch(stop -> !without.contains(stop.provider().id()));
    }

    /** Whoever comes first, whether or not it may be asked now. */
    public Optional<MessageProvider> first(String country, Channel channel) {
        return inOrder(country, channel).stream().findFirst();
    }

    /** Where a provider stands, by country and channel. */
    List<Place> placesOf(String provider) {
        List<Place> places = new ArrayList<>();
        named.forEach((way, ranks) -> places.addAll(places(way, ranks, provider)));
        for (Channel channel : Channel.values()) {
            Way other = new Way(OTHER, channel);
            if (!named.containsKey(other)) {
                places.addAll(places(other, byDefault(OTHER, channel), provider));
            }
        }
        places.sort(Comparator.comparing(Place::channel)
                .thenComparing(place -> place.country() == null ? "" : place.country()));
        return places;
    }

    private static List<Place> places(Way way, List<List<Stop>> ranks, String provider) {
        return IntStream.range(0, ranks.size())
                .boxed()
                .flatMap(rank -> ranks.get(rank).stream()
                        .filter(stop -> stop.provider().id().equals(provider))
                        .map(stop -> new Place(
                                way.country().equals(OTHER) ? null : way.country(),
                                way.channel().word(),
                                rank + 1,
                                stop.weight())))
                .toList();
    }

    /** Those that are switched on, as they are to be asked this time. */
    private List<MessageProvider> inOrder(String country, Channel channel) {
        return ranks(country, channel).stream()
                .flatMap(rank -> inOrder(rank, country, channel).stream())
                .map(Stop::provider)
                .filter(provider -> switches.isOn(provider.id()))
                .toList();
    }

    private List<List<Stop>> ranks(String country, Channel channel) {
        List<List<Stop>> ranks = named.get(new Way(country, channel));
        if (ranks == null) {
            ranks = named.get(new Way(OTHER, channel));
        }
        return ranks == null ? byDefault(country, channel) : ranks;
    }

    private List<Stop> inOrder(List<Stop> rank, String country, Channel channel) {
        if (rank.size() == 1) {
            return rank;
        }
        record Drawn(Stop stop, double lot, long price) {}
        Comparator<Drawn> byLot = Comparator.comparingDouble(Drawn::lot);
        // The smallest of exponentially distributed lots is a provider's as often as its weight says.
        return rank.stream()
                .map(stop -> new Drawn(
                        stop,
                        -Math.log(1 - random.nextDouble()) / stop.weight(),
                        priceOf(stop.provider(), country, channel)))
                .sorted(
                        config.prefer() == RoutingConfig.Preference.PRICE
                                ? Comparator.comparingLong(Drawn::price).thenComparing(byLot)
                                : byLot)
                .map(Drawn::stop)
                .toList();
    }

    /** Each of a rank of its own: whoever wants shares says so. */
    private List<List<Stop>> byDefault(String country, Channel channel) {
        return providers.all().stream()
                .filter(provider -> provider.channels().contains(channel))
                .sorted(Comparator.<MessageProvider>comparingLong(provider -> priceOf(provider, country, channel))
                        .thenComparing(MessageProvider::id))
                .map(provider -> List.of(new Stop(provider, 1)))
                .toList();
    }

    private long priceOf(MessageProvider provider, String country, Channel channel) {
        return prices.unitPrice(provider.id(), channel, country).orElse(Long.MAX_VALUE);
    }

    private static Way way(String country, String channelWord) {
        Channel channel = Channel.of(channelWord)
                .orElseThrow(() -> new IllegalStateException(
                        PREFIX + country + "." + channelWord + ": there is no channel " + channelWord));
        if (country.equals(OTHER)) {
            return new Way(OTHER, channel);
        }
        String code = country.toUpperCase(Locale.ROOT);
        if (!PhoneNumber.isKnownCountry(code)) {
            throw new IllegalStateException(PREFIX + country + ": no country has that code");
        }
        return new Way(code, channel);
    }

    private List<List<Stop>> stops(String setting, List<Peers> ranks) {
        List<String> all = ranks.stream()
                .flatMap(rank -> rank.members().stream())
                .map(Peer::provider)
                .toList();
        if (all.size() > Set.copyOf(all).size()) {
            throw new IllegalStateException(setting + ": a provider is named twice");
        }
        return ranks.stream()
                .map(rank -> rank.members().stream()
                        .map(peer -> new Stop(providerOf(setting, peer), peer.weight()))
                        .toList())
                .toList();
    }

    private MessageProvider providerOf(String setting, Peer peer) {
        MessageProvider provider = providers
                .find(peer.provider())
                .orElseThrow(() -> new IllegalStateException(setting + ": there is no provider " + peer.provider()));
        String channel = setting.substring(setting.lastIndexOf('.') + 1);
        boolean carries = provider.channels().stream().map(Channel::word).anyMatch(channel::equals);
        if (!carries) {
            throw new IllegalStateException(setting + ": " + peer.provider() + " doesn't carry " + channel);
        }
        return provider;
    }
}

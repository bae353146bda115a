package io.twofold.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.price.PriceList;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.Providers;
import io.twofold.gateway.provider.Refusal;
import io.twofold.kit.outbox.Outbox;
import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class FindingARoute {

    private static final Handover OUT_OF_ORDER =
            new Handover.NotTaken(Refusal.UNAVAILABLE, "provider_unavailable", null);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-31T10:00:00Z"));

    @Inject
    Providers providers;

    @Inject
    Switches switches;

    @Inject
    PriceList prices;

    @Inject
    Outbox outbox;

    private @Nullable Circuits circuits;

    @Test
    void goesByPriority() {
        Routes routes = routes(Map.of("DE", Map.of("sms", List.of(Peers.parse("understudy"), Peers.parse("twilio")))));
        assertThat(asked(routes, "DE", Set.of())).isEqualTo("understudy");
        assertThat(asked(routes, "DE", Set.of("understudy"))).isEqualTo("twilio");
        assertThat(asked(routes, "DE", Set.of("understudy", "twilio"))).isEqualTo("nobody");
    }

    @Test
    void withoutARouteTheCheapestGoesFirstAndThoseWithoutAPriceLast() {
        Routes routes = routes(Map.of());
        assertThat(asked(routes, "GB", Set.of())).isEqualTo("understudy");
        assertThat(asked(routes, "US", Set.of())).isEqualTo("twilio");
    }

    @Test
    void amongPeersEachIsAskedAsOftenAsItsWeightSays() {
        Routes routes = routes(Map.of("other", Map.of("sms", List.of(Peers.parse("twilio=3|understudy=1")))));
        long twilio = IntStream.range(0, 2000)
                .filter(_ -> asked(routes, "DE", Set.of()).equals("twilio"))
                .count();
        assertThat(twilio).isBetween(1350L, 1650L);
    }

    @Test
    void orTheCheapestOfThem() {
        Routes routes = routes(
                Map.of("other", Map.of("sms", List.of(Peers.parse("twilio=999|understudy=1")))),
                RoutingConfig.Preference.PRICE);
        for (int i = 0; i < 100; i++) {
            assertThat(asked(routes, "GB", Set.of())).isEqualTo("understudy");
            assertThat(asked(routes, "DE", Set.of())).isEqualTo("twilio");
        }
    }

    @Test
    void whoHasItsHandsFullIsPassedOver() {
        Routes routes = routes(Map.of("DE", Map.of("sms", List.of(Peers.parse("understudy"), Peers.parse("twilio")))));
        assertThat(routes.choose("DE", Channel.SMS, Set.of(), "twilio"::equals))
                .isEqualTo(new Choice.Ask(provider("twilio")));
        assertThat(routes.choose("DE", Channel.SMS, Set.of(), _ -> false)).isEqualTo(new Choice.Busy(Instant.MAX));
    }

    @Test
    void whoFailsInARowIsLeftAloneInThatCountry() {
        Routes routes =
                routes(Map.of("other", Map.of("sms", List.of(Peers.parse("understudy"), Peers.parse("twilio")))));
        failing("understudy", "DE", 5);
        assertThat(asked(routes, "DE", Set.of())).isEqualTo("twilio");
        assertThat(asked(routes, "AT", Set.of())).isEqualTo("understudy");

        clock.advance(Duration.ofSeconds(30));
        assertThat(asked(routes, "DE", Set.of())).isEqualTo("understudy");
        assertThat(asked(routes, "DE", Set.of())).isEqualTo("twilio");
    }

    @Test
    void whereOneIsBusyTheTrialOfAnotherIsNotMissed() {
        Routes routes = routes(Map.of("DE", Map.of("sms", List.of(Peers.parse("understudy"), Peers.parse("twilio")))));
        failing("understudy", "DE", 5);
        assertThat(routes.choose("DE", Channel.SMS, Set.of(), _ -> false))
                .isEqualTo(new Choice.Busy(clock.instant().plusSeconds(30)));
    }

    @Test
    void whoFailsInSeveralCountriesIsLeftAloneInAll() {
        Routes routes =
                routes(Map.of("other", Map.of("sms", List.of(Peers.parse("understudy"), Peers.parse("twilio")))));
        for (String country : List.of("DE", "AT", "CH", "LI", "LU", "BE")) {
            failing("understudy", country, 1);
        }
        assertThat(asked(routes, "NL", Set.of())).isEqualTo("twilio");
    }

    @Test
    void whereAllAreLeftAloneTheFirstTrialIsWaitedFor() {
        Routes routes = routes(Map.of("DE", Map.of("sms", List.of(Peers.parse("understudy")))));
        failing("understudy", "DE", 5);
        assertThat(routes.choose("DE", Channel.SMS, Set.of(), _ -> true))
                .isEqualTo(new Choice.Later(clock.instant().plusSeconds(30)));
    }

    /** So that what others refuse waits for it rather than for them. */
    @Test
    void whoIsLeftAloneIsThereAllTheSame() {
        Routes routes = routes(Map.of("DE", Map.of("sms", List.of(Peers.parse("understudy"), Peers.parse("twilio")))));
        failing("understudy", "DE", 5);
        assertThat(routes.hasAnother("DE", Channel.SMS, Set.of("twilio"))).isTrue();
        assertThat(routes.hasAnother("DE", Channel.SMS, Set.of("twilio", "understudy")))
                .isFalse();
    }

    @Test
    void whoAskedForRestGetsItInAllCountries() {
        Routes routes =
                routes(Map.of("other", Map.of("sms", List.of(Peers.parse("understudy"), Peers.parse("twilio")))));
        circuits()
                .learn(
                        "understudy",
                        "DE",
                        Channel.SMS,
                        new Handover.NotTaken(Refusal.SLOW_DOWN, "too_many_requests", Duration.ofHours(1)));
        assertThat(asked(routes, "DE", Set.of())).isEqualTo("twilio");
        assertThat(routes.choose("DE", Channel.SMS, Set.of("twilio"), _ -> true))
                .isEqualTo(new Choice.Later(clock.instant().plusSeconds(30)));
        assertThat(asked(routes, "AT", Set.of("twilio"))).isEqualTo("later");
        clock.advance(Duration.ofSeconds(31));
        assertThat(asked(routes, "DE", Set.of())).isEqualTo("understudy");
    }

    /** Calls have limits of their own, and texts don't wait for them. */
    @Test
    void whoAskedForRestFromCallsStillHasTexts() {
        Routes routes = routes(Map.of("DE", Map.of("sms", List.of(Peers.parse("twilio")))));
        circuits()
                .learn(
                        "twilio",
                        "DE",
                        Channel.VOICE,
                        new Handover.NotTaken(Refusal.SLOW_DOWN, "too_many_requests", null));
        assertThat(asked(routes, "DE", Set.of())).isEqualTo("twilio");
        assertThat(routes.choose("DE", Channel.VOICE, Set.of(), _ -> true)).isInstanceOf(Choice.Later.class);
    }

    @ParameterizedTest
    @CsvSource({
        "XX,    sms,   twilio,            no country",
        "US,    fax,   twilio,            no channel",
        "US,    sms,   nobody,            no provider",
        "US,    voice, understudy,        doesn't carry",
        "other, sms,   twilio=1|twilio=2, named once"
    })
    void oneThatCantBeGoneStopsTheStart(String country, String channel, String peers, String why) {
        assertThatThrownBy(() -> routes(Map.of(country, Map.of(channel, List.of(Peers.parse(peers))))))
                .hasMessageContaining(why);
    }

    private void failing(String provider, String country, int times) {
        for (int i = 0; i < times; i++) {
            circuits().learn(provider, country, Channel.SMS, OUT_OF_ORDER);
        }
    }

    private String asked(Routes routes, String country, Set<String> without) {
        return switch (routes.choose(country, Channel.SMS, without, _ -> true)) {
            case Choice.Ask(var provider) -> provider.id();
            case Choice.Busy _ -> "busy";
            case Choice.Later _ -> "later";
            case Choice.Nobody _ -> "nobody";
        };
    }

    private MessageProvider provider(String id) {
        return providers.find(id).orElseThrow();
    }

    private Circuits circuits() {
        if (circuits == null) {
            throw new IllegalStateException("no routes yet");
        }
        return circuits;
    }

    private Routes routes(Map<String, Map<String, List<Peers>>> named) {
        return routes(named, RoutingConfig.Preference.WEIGHT);
    }

    private Routes routes(Map<String, Map<String, List<Peers>>> named, RoutingConfig.Preference preference) {
        RoutingConfig config = new Settings(
                named,
                preference,
                new ABreaker.Settings(5, 50, 20, Duration.ofSeconds(30), Duration.ofMinutes(5)),
                Duration.ofSeconds(2));
        Circuits fresh = new Circuits(config, outbox, new SimpleMeterRegistry(), clock);
        circuits = fresh;
        return new Routes(config, providers, switches, fresh, prices, new SecureRandom(), clock);
    }

    private record Settings(
            Map<String, Map<String, List<Peers>>> routes, Preference prefer, Circuit circuit, Duration refreshInterval)
            implements RoutingConfig {}
}

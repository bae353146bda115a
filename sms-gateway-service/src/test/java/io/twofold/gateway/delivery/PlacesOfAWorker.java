package io.twofold.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.message.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesOfAWorker {

    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

    private final Places places = new Places(List.of("twilio", "smpp"), 2);

    @Test
    void areEachProvidersOwn() {
        assertThat(places.take("twilio")).isTrue();
        assertThat(places.take("twilio")).isTrue();
        assertThat(places.take("twilio")).isFalse();
        assertThat(places.take("smpp")).isTrue();
        assertThat(places.take("nobody")).isFalse();
    }

    @Test
    void ofASlowProviderThrottleNobodyElse() {
        assertThat(places.free()).isEqualTo(2);
        places.take("twilio");
        assertThat(places.free()).isEqualTo(2);
        places.take("twilio");
        assertThat(places.free()).isEqualTo(2);
        places.take("smpp");
        places.take("smpp");
        assertThat(places.free()).isZero();
        assertThat(places.release("smpp")).isTrue();
        assertThat(places.release("smpp")).isFalse();
    }

    @Test
    void aLaneStaysCrowdedUntilAHandIsFree() {
        Crowd crowd = new Crowd();
        Lane lane = new Lane("FR", Channel.SMS);
        crowd.add(Map.of(lane, Instant.MAX), crowd.look(NOW));
        assertThat(crowd.look(NOW).lanes()).containsExactly(lane);
        crowd.dissolve();
        assertThat(crowd.look(NOW).lanes()).isEmpty();
    }

    @Test
    void orUntilSomebodyElseMayBeAsked() {
        Crowd crowd = new Crowd();
        Lane lane = new Lane("FR", Channel.SMS);
        crowd.add(Map.of(lane, NOW.plusSeconds(30)), crowd.look(NOW));
        assertThat(crowd.look(NOW.plusSeconds(29)).lanes()).containsExactly(lane);
        assertThat(crowd.look(NOW.plusSeconds(30)).lanes()).isEmpty();
    }

    @Test
    void aLaneThatWasFoundCrowdedBeforeAHandBecameFreeIsNot() {
        Crowd crowd = new Crowd();
        Crowd.Look before = crowd.look(NOW);
        crowd.dissolve();
        crowd.add(Map.of(new Lane("FR", Channel.SMS), Instant.MAX), before);
        assertThat(crowd.look(NOW).lanes()).isEmpty();
    }
}

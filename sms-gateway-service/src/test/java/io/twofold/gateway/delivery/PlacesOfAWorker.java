package io.twofold.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.message.Channel;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacesOfAWorker {

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
    void areTakenNoFasterThanTheNarrowestAllows() {
        assertThat(places.free()).isEqualTo(2);
        places.take("twilio");
        assertThat(places.free()).isEqualTo(1);
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
        crowd.add(Set.of(lane), crowd.look());
        assertThat(crowd.look().lanes()).containsExactly(lane);
        crowd.dissolve();
        assertThat(crowd.look().lanes()).isEmpty();
    }

    @Test
    void aLaneThatWasFoundCrowdedBeforeAHandBecameFreeIsNot() {
        Crowd crowd = new Crowd();
        Crowd.Look before = crowd.look();
        crowd.dissolve();
        crowd.add(Set.of(new Lane("FR", Channel.SMS)), before);
        assertThat(crowd.look().lanes()).isEmpty();
    }
}

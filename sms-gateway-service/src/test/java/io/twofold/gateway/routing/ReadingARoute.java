package io.twofold.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.gateway.routing.Peers.Peer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingARoute {

    @Test
    void namesPeersWithTheirWeights() {
        assertThat(Peers.parse("twilio=80 | smpp=20|local.de").members())
                .isEqualTo(List.of(new Peer("twilio", 80), new Peer("smpp", 20), new Peer("local.de", 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|", "twilio|", "twilio=0", "twilio=-1", "twilio=10000", "Twilio", "twilio=1=2", "a|a"})
    void whatIsSomethingElseIsRefused(String text) {
        assertThatThrownBy(() -> Peers.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.twofold.gateway;

import static io.twofold.gateway.outside.Gateway.awaitState;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.FakeTwilio.Conduct;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.outside.Spans;
import org.junit.jupiter.api.Test;

@GatewayTest
class TracesOfAMessage {

    @Test
    void neitherNumberNorCodeIsInThem() {
        CodeRequest request = CodeRequest.text();
        FakeTwilio.towards(request.number(), Conduct.TAKE_AND_HANG_UP);
        request.publish();
        awaitState(request, "sent");

        assertThat(Spans.ended())
                .as("among them the questions for the delivery")
                .anyMatch(span -> span.contains("/v1/deliveries"))
                .noneMatch(span -> span.contains(request.number().substring(1)) || span.contains("Body="));
    }
}

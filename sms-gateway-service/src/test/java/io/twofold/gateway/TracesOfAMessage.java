package io.twofold.gateway;

import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.eventually;
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

        // Among them the questions for the delivery, whose spans end after their answers.
        eventually().until(() -> Spans.ended().stream().anyMatch(span -> span.contains("/v1/deliveries")));
        assertThat(Spans.ended())
                .noneMatch(span -> span.contains(request.number().substring(1)) || span.contains("Body="));
    }
}

package io.twofold.gateway;

import static io.twofold.gateway.outside.Gateway.awaitAnHourWithRoom;
import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.deliveriesOf;
import static io.twofold.gateway.outside.Gateway.eventsOf;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.GatewayTest;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Eight messages an hour to a number; ten a day to Iceland. */
@GatewayTest
class KeepingToTheLimits {

    @Test
    void aNumberGetsWhatIsAllowedWhoeverAsks() {
        String number = CodeRequest.text().number();
        List<CodeRequest> requests = IntStream.range(0, 20)
                .mapToObj(
                        i -> CodeRequest.text().to(number).by("client-" + i % 3).publish())
                .toList();

        eventually()
                .until(() -> requests.stream()
                        .map(request -> stateOf(request))
                        .allMatch(state -> "sent".equals(state) || "failed".equals(state)));
        assertThat(FakeTwilio.takenFor(number)).hasSize(8);
        CodeRequest refused = requests.stream()
                .filter(request -> "failed".equals(stateOf(request)))
                .findFirst()
                .orElseThrow();
        assertThat(deliveriesOf(refused).getString("deliveries[0].reason")).isEqualTo("limit_number");
        assertThat(deliveriesOf(refused).getList("deliveries[0].attempts")).isEmpty();
        eventually().untilAsserted(() -> assertThat(eventsOf(refused)).containsExactly("DeliveryFailed"));
    }

    @Test
    void aCountryGetsWhatIsAllowed() {
        awaitAnHourWithRoom();
        List<CodeRequest> requests = IntStream.range(0, 15)
                .mapToObj(i -> CodeRequest.text().to("+35461112" + (10 + i)).publish())
                .toList();

        eventually()
                .until(() -> requests.stream()
                        .map(request -> stateOf(request))
                        .allMatch(state -> "sent".equals(state) || "failed".equals(state)));
        assertThat(requests.stream().filter(request -> "sent".equals(stateOf(request))))
                .hasSize(10);
        assertThat(requests.stream()
                        .map(request -> deliveriesOf(request).getString("deliveries[0].reason"))
                        .filter(Objects::nonNull)
                        .distinct())
                .containsExactly("limit_country");
    }

    @Test
    void aCopyOfARequestCountsOnce() {
        String account = "0193f6a0-7a3c-7c11-9d53-3f1c2b8a9e01";
        CodeRequest request = CodeRequest.text().of(account);
        for (int i = 0; i < 12; i++) {
            request.publish();
        }
        awaitState(request, "sent");
        CodeRequest next = CodeRequest.text().of(account).to(request.number()).publish();
        awaitState(next, "sent");
    }
}

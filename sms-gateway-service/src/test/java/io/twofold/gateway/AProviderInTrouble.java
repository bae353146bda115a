package io.twofold.gateway;

import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.deliveriesOf;
import static io.twofold.gateway.outside.Gateway.eventsOf;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.sql;
import static io.twofold.gateway.outside.Gateway.stateOf;
import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.FakeTwilio.Conduct;
import io.twofold.gateway.outside.GatewayTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@GatewayTest
class AProviderInTrouble {

    @ParameterizedTest
    @EnumSource(names = {"REFUSE_FOR_NOW", "TOO_MANY", "REDIRECT"})
    void whatWasSurelyNotTakenIsTriedAgain(Conduct refusal) {
        CodeRequest request = CodeRequest.text();
        FakeTwilio.towards(request.number(), refusal, refusal, Conduct.TAKE);
        request.publish();

        awaitState(request, "sent");
        assertThat(FakeTwilio.takenFor(request.number())).hasSize(1);
        assertThat(deliveriesOf(request).getList("deliveries[0].attempts.outcome"))
                .isEqualTo(List.of("refused", "refused", "taken"));
    }

    @Test
    void refusedForTheWholeOfItsLifeItExpires() {
        CodeRequest request = CodeRequest.text().expiringIn(Duration.ofSeconds(10));
        FakeTwilio.towards(request.number(), Conduct.REFUSE_FOR_NOW);
        request.publish();

        awaitState(request, "expired");
        assertThat(FakeTwilio.requestsFor(request.number())).isGreaterThan(2);
        eventually().untilAsserted(() -> assertThat(eventsOf(request)).containsExactly("DeliveryFailed"));
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECT_NUMBER", "BLOCK_AS_FRAUD"})
    void whatIsRejectedForWhatItIsFailsAtOnce(Conduct rejection) {
        CodeRequest request = CodeRequest.text();
        FakeTwilio.towards(request.number(), rejection);
        request.publish();

        awaitState(request, "failed");
        assertThat(FakeTwilio.requestsFor(request.number())).isEqualTo(1);
        assertThat(deliveriesOf(request).getString("deliveries[0].reason"))
                .isEqualTo(rejection == Conduct.REJECT_NUMBER ? "invalid_number" : "blocked_as_fraud");
        eventually().untilAsserted(() -> assertThat(eventsOf(request)).containsExactly("DeliveryFailed"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TAKE_AND_STALL", "TAKE_AND_HANG_UP", "TAKE_AND_BABBLE", "TAKE_AND_REDIRECT"})
    void whatMayHaveBeenTakenIsLookedForAndNeverRepeated(Conduct trouble) {
        CodeRequest request = CodeRequest.text();
        FakeTwilio.towards(request.number(), trouble, Conduct.TAKE);
        request.publish();

        awaitState(request, "sent");
        assertThat(FakeTwilio.requestsFor(request.number())).isEqualTo(1);
        assertThat(deliveriesOf(request).getString("deliveries[0].attempts[0].outcome"))
                .isEqualTo("unclear");
        eventually().untilAsserted(() -> assertThat(eventsOf(request)).containsExactly("MessageSent"));
    }

    @Test
    void aCallThatMayHaveBeenTakenIsSettledByItsReceiptAlone() {
        CodeRequest first = CodeRequest.text().asCall();
        FakeTwilio.towards(first.number(), Conduct.TAKE_AND_HANG_UP);
        first.publish();
        eventually()
                .until(() -> value(
                                "select id from delivery where state = 'UNKNOWN' and due_at is null and content is null"
                                        + " and challenge_id = ?",
                                first.challengeId())
                        != null);
        assertThat(FakeTwilio.requestsFor(first.number())).isEqualTo(1);

        FakeTwilio.report(FakeTwilio.takenFor(first.number()).getFirst(), "completed");

        awaitState(first, "delivered");
        assertThat(FakeTwilio.requestsFor(first.number())).isEqualTo(1);
    }

    @Test
    void anErrorOfSomethingInBetweenProvesNothing() {
        CodeRequest request = CodeRequest.text();
        FakeTwilio.towards(request.number(), Conduct.PROXY_TROUBLE, Conduct.TAKE);
        request.publish();

        awaitState(request, "unknown");
        CodeRequest newer = request.again().publish();
        awaitState(newer, "sent");
        assertThat(stateOf(request)).isEqualTo("unknown");
        assertThat(FakeTwilio.requestsFor(request.number())).isEqualTo(2);
        assertThat(FakeTwilio.takenFor(request.number())).hasSize(1);
    }

    @Test
    void aReceiptSettlesWhatNoListShows() {
        CodeRequest request = CodeRequest.text();
        FakeTwilio.towards(request.number(), Conduct.TAKE_AND_HIDE);
        request.publish();

        awaitState(request, "unknown");
        FakeTwilio.report(FakeTwilio.takenFor(request.number()).getFirst(), "delivered");
        awaitState(request, "delivered");
        eventually()
                .untilAsserted(() -> assertThat(eventsOf(request)).containsExactly("MessageSent", "MessageDelivered"));
    }

    @Test
    void whatAKilledWorkerWasSendingIsUnknownAndNotSentAgain() {
        CodeRequest request = CodeRequest.text();
        FakeTwilio.towards(request.number(), Conduct.REFUSE_FOR_AN_HOUR, Conduct.TAKE);
        request.publish();
        eventually().until(() -> FakeTwilio.requestsFor(request.number()) == 1 && "queued".equals(stateOf(request)));

        // As a worker leaves it that was killed between its intent and the answer.
        sql("""
                update delivery set state = 'SENDING', attempts = attempts + 1, version = version + 1,
                started_at = now() - interval '1 minute', due_at = now() where challenge_id = ?""", request.challengeId());

        awaitState(request, "unknown");
        CodeRequest other = CodeRequest.text().publish();
        awaitState(other, "sent");
        assertThat(FakeTwilio.requestsFor(request.number())).isEqualTo(1);
        assertThat(deliveriesOf(request).getString("deliveries[0].reason")).isEqualTo("worker_lost");
    }
}

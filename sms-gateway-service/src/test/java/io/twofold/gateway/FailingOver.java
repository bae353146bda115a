package io.twofold.gateway;

import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.deliveriesOf;
import static io.twofold.gateway.outside.Gateway.eventsOf;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.idOf;
import static io.twofold.gateway.outside.Gateway.stateOf;
import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.FakeTwilio.Conduct;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.outside.Understudy;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Refusal;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Report.Progress;
import io.twofold.gateway.provider.Reports;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In Britain Twilio is asked first and the understudy second; in Italy the other way round; in France only the understudy. */
@GatewayTest
class FailingOver {

    private static final Handover OUT_OF_ORDER =
            new Handover.NotTaken(Refusal.UNAVAILABLE, "provider_unavailable", null);

    /** How many messages a provider is given at a time. */
    private static final int PLACES = 64;

    @Inject
    Reports reports;

    @Test
    void whatOneSurelyDidNotTakeTheNextIsAskedForAtOnce() {
        CodeRequest request = CodeRequest.text().toItaly();
        Understudy.towards(
                request.number(),
                new Handover.NotTaken(Refusal.UNAVAILABLE, "provider_unavailable", Duration.ofHours(1)));
        request.publish();

        awaitState(request, "sent");
        assertThat(attempts(request, "provider")).isEqualTo(List.of("understudy", "twilio"));
        assertThat(attempts(request, "outcome")).isEqualTo(List.of("refused", "taken"));
        assertThat(FakeTwilio.takenFor(request.number())).hasSize(1);
        eventually().untilAsserted(() -> assertThat(eventsOf(request)).containsExactly("MessageSent"));
    }

    @Test
    void whatMayHaveBeenTakenNobodyElseIsAskedFor() {
        CodeRequest request = CodeRequest.text().toItaly();
        Understudy.towards(request.number(), new Handover.Unclear("no_answer_from_provider"));
        request.publish();

        awaitState(request, "unknown");
        CodeRequest later = CodeRequest.text().toItaly().publish();
        awaitState(later, "sent");
        assertThat(stateOf(request)).isEqualTo("unknown");
        assertThat(FakeTwilio.requestsFor(request.number())).isZero();
        assertThat(Understudy.askedFor(request.number())).isEqualTo(1);
    }

    @Test
    void anUnreachableNumberAndWhatLooksLikeFraudNobodyElseIsAskedFor() {
        for (Refusal refusal : List.of(Refusal.REJECTED_NUMBER, Refusal.BLOCKED_AS_FRAUD)) {
            CodeRequest request = CodeRequest.text().toItaly();
            Understudy.towards(request.number(), new Handover.NotTaken(refusal, "as_the_test_says", null));
            request.publish();

            awaitState(request, "failed");
            assertThat(FakeTwilio.requestsFor(request.number())).isZero();
        }
    }

    @Test
    void whatOneDoesNotCarryAnotherMay() {
        CodeRequest request = CodeRequest.text().toItaly();
        Understudy.towards(
                request.number(), new Handover.NotTaken(Refusal.REJECTED_REQUEST, "country_not_enabled", null));
        FakeTwilio.towards(request.number(), Conduct.TOO_MANY, Conduct.TOO_MANY, Conduct.TAKE);
        request.publish();

        awaitState(request, "sent");
        assertThat(attempts(request, "provider")).isEqualTo(List.of("understudy", "twilio", "twilio", "twilio"));
        assertThat(Understudy.askedFor(request.number())).isEqualTo(1);
    }

    @Test
    void whatNobodyCarriesFailsWithTheLastOnesReason() {
        CodeRequest request = CodeRequest.text().toFrance();
        Understudy.towards(
                request.number(), new Handover.NotTaken(Refusal.REJECTED_REQUEST, "country_not_enabled", null));
        request.publish();

        awaitState(request, "failed");
        assertThat(deliveriesOf(request).getString("deliveries[0].reason")).isEqualTo("country_not_enabled");
    }

    @Test
    void whereAllRefuseItWaitsAndBeginsAgain() {
        CodeRequest request = CodeRequest.text().toBritain();
        FakeTwilio.towards(request.number(), Conduct.REFUSE_FOR_AN_HOUR, Conduct.TAKE);
        Understudy.towards(request.number(), OUT_OF_ORDER);
        request.publish();

        awaitState(request, "sent");
        List<String> outcomes = attempts(request, "outcome");
        assertThat(outcomes.getLast()).isEqualTo("taken");
        assertThat(outcomes.subList(0, outcomes.size() - 1))
                .hasSizeGreaterThanOrEqualTo(2)
                .containsOnly("refused");
        assertThat(FakeTwilio.takenFor(request.number()).size() + Understudy.askedFor(request.number()))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatOneRefusesWhileTheNextIsBusyTheNextGetsInTheEnd() {
        Understudy.hold();
        try {
            List<CodeRequest> slow = IntStream.range(0, PLACES)
                    .mapToObj(_ -> CodeRequest.text().toFrance().publish())
                    .toList();
            eventually().until(() -> slow.stream().allMatch(request -> Understudy.askedFor(request.number()) == 1));
            CodeRequest request = CodeRequest.text().toBritain();
            FakeTwilio.towards(request.number(), Conduct.REFUSE_FOR_AN_HOUR);
            request.publish();
            // Taken up, refused, put back, found busy and put back again.
            eventually()
                    .until(() -> value(
                                    "select 1 from delivery where challenge_id = ? and state = 'QUEUED' and version > 3",
                                    request.challengeId())
                            != null);

            Understudy.goOn();
            awaitState(request, "sent");
            assertThat(attempts(request, "provider")).isEqualTo(List.of("twilio", "understudy"));
        } finally {
            Understudy.goOn();
        }
    }

    @Test
    void withdrawnOnItsWayItGoesToNobodyElse() {
        CodeRequest request = CodeRequest.text().toItaly();
        Understudy.hold();
        Understudy.towards(request.number(), OUT_OF_ORDER);
        request.publish();
        try {
            eventually().until(() -> Understudy.askedFor(request.number()) == 1);
            request.withdraw();
            eventually()
                    .until(() ->
                            value("select withdrawn_as from delivery where challenge_id = ?", request.challengeId())
                                    != null);
        } finally {
            Understudy.goOn();
        }

        awaitState(request, "expired");
        assertThat(FakeTwilio.requestsFor(request.number())).isZero();
    }

    @Test
    void aReceiptOfTheOneWhoRefusedIsNotTakenForOneOfTheOtherWhoMayHaveTaken() {
        CodeRequest request = CodeRequest.text().toBritain();
        FakeTwilio.towards(request.number(), Conduct.REFUSE_FOR_NOW);
        Understudy.towards(request.number(), new Handover.Unclear("no_answer_from_provider"));
        request.publish();
        awaitState(request, "unknown");

        Report delivered = new Report("SM-of-twilio", Progress.DELIVERED, null);
        UUID id = UUID.fromString(idOf(request));
        assertThat(reports.apply(id, "twilio", delivered)).isEqualTo(Reports.Effect.UNKNOWN);
        assertThat(stateOf(request)).isEqualTo("unknown");
        assertThat(reports.apply(id, Understudy.ID, delivered)).isEqualTo(Reports.Effect.APPLIED);
        assertThat(stateOf(request)).isEqualTo("delivered");
    }

    @Test
    void whoFailsInARowIsLeftAloneAndTheWorldIsTold() {
        List<CodeRequest> requests = IntStream.range(0, 12)
                .mapToObj(_ -> CodeRequest.text().toFrance())
                .peek(request -> Understudy.towards(
                        request.number(),
                        OUT_OF_ORDER,
                        OUT_OF_ORDER,
                        new Handover.Taken("again-" + request.challengeId())))
                .map(CodeRequest::publish)
                .toList();

        requests.forEach(request -> awaitState(request, "sent"));
        eventually()
                .untilAsserted(() -> assertThat(Topics.read("sms-gateway.events")
                                .about(Understudy.ID)
                                .ofType("twofold.sms-gateway.ProviderSuspended.v1"))
                        .anySatisfy(record -> assertThat(record.value()).contains("\"country\":\"FR\"", "\"until\":")));
    }

    @Test
    void aSlowProviderKeepsOnlyThoseWaitingWhoGoByIt() {
        Understudy.hold();
        try {
            List<CodeRequest> slow = IntStream.range(0, PLACES + 30)
                    .mapToObj(_ -> CodeRequest.text().toFrance().publish())
                    .toList();
            eventually()
                    .until(() -> slow.stream()
                                    .filter(request -> Understudy.askedFor(request.number()) == 1)
                                    .count()
                            == PLACES);
            CodeRequest other = CodeRequest.text().publish();
            awaitState(other, "sent");
            assertThat(slow).noneMatch(request -> "sent".equals(stateOf(request)));
            Understudy.goOn();
            slow.forEach(request -> awaitState(request, "sent"));
            assertThat(slow).allMatch(request -> Understudy.askedFor(request.number()) == 1);
        } finally {
            Understudy.goOn();
        }
    }

    private static List<String> attempts(CodeRequest request, String member) {
        return deliveriesOf(request).getList("deliveries[0].attempts." + member);
    }
}

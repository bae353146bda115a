package io.twofold.gateway;

import static io.restassured.RestAssured.given;
import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.deliveriesOf;
import static io.twofold.gateway.outside.Gateway.eventsOf;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.stateOf;
import static io.twofold.gateway.outside.Gateway.token;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.twofold.gateway.outside.CentreOfTheTests;
import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeCentre;
import io.twofold.gateway.outside.FakeCentre.Conduct;
import io.twofold.gateway.outside.FakeCentre.Submitted;
import io.twofold.gateway.outside.GatewayTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@GatewayTest
@WithTestResource(CentreOfTheTests.class)
class DeliveringOverSmpp {

    private static final FakeCentre CENTRE = CentreOfTheTests.centre();

    @Test
    void aCodeReachesThePhoneAndItsReceiptComesBack() {
        CodeRequest request = CodeRequest.text().publish();
        awaitState(request, "sent");
        Submitted submitted = taken(request);
        assertThat(new String(submitted.octets(), US_ASCII)).contains(request.code());

        assertThat(CENTRE.report(submitted, "DELIVRD")).isZero();

        assertThat(stateOf(request)).isEqualTo("delivered");
        assertThat(deliveriesOf(request).getString("deliveries[0].attempts[0].provider"))
                .isEqualTo("smpp");
        eventually()
                .untilAsserted(() -> assertThat(eventsOf(request)).containsExactly("MessageSent", "MessageDelivered"));
    }

    @Test
    void whyItDidNotArriveIsTold() {
        CodeRequest request = CodeRequest.text().publish();
        awaitState(request, "sent");

        CENTRE.report("id:" + taken(request).id() + " stat:UNDELIV err:00B");

        assertThat(stateOf(request)).isEqualTo("undelivered");
        assertThat(deliveriesOf(request).getString("deliveries[0].reason")).isEqualTo("undeliverable_00b");
    }

    @Test
    void lateAndContradictingReceiptsNeverMoveItBackwards() {
        CodeRequest request = CodeRequest.text().publish();
        awaitState(request, "sent");
        Submitted submitted = taken(request);

        for (String state : List.of("DELIVRD", "ENROUTE", "ACCEPTD", "UNDELIV", "DELIVRD", "EXPIRED", "UNKNOWN")) {
            assertThat(CENTRE.report(submitted, state)).isZero();
            assertThat(stateOf(request)).isEqualTo("delivered");
        }
        eventually()
                .untilAsserted(() -> assertThat(eventsOf(request)).containsExactly("MessageSent", "MessageDelivered"));
    }

    @Test
    void aReceiptThatIsFasterThanTheAnswerIsAppliedInTheEnd() throws Exception {
        CodeRequest request = CodeRequest.text();
        CENTRE.towards(request.number(), Conduct.TAKE_SLOWLY);
        request.publish();
        eventually().until(() -> CENTRE.takenFor(request.number()).size() == 1);
        Submitted submitted = taken(request);

        List<Integer> answers = new ArrayList<>();
        eventually().until(() -> {
            answers.add(CENTRE.report(submitted, "DELIVRD"));
            return answers.getLast() == 0;
        });

        assertThat(stateOf(request)).isEqualTo("delivered");
        eventually()
                .untilAsserted(() -> assertThat(eventsOf(request)).containsExactly("MessageSent", "MessageDelivered"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TAKE_AND_HANG_UP", "TAKE_WITHOUT_ID", "TAKE_AND_STALL"})
    void whatMayHaveBeenTakenIsUnknownAndNeverRepeated(Conduct trouble) {
        CodeRequest request = CodeRequest.text();
        CENTRE.towards(request.number(), trouble, Conduct.TAKE);
        request.publish();

        awaitState(request, "unknown");
        CodeRequest newer = request.again().publish();
        awaitState(newer, "sent");
        assertThat(stateOf(request)).isEqualTo("unknown");
        assertThat(CENTRE.takenFor(request.number())).hasSize(2);
    }

    @Test
    void anIdThatTheCentreUsesAgainIsTheNewerMessages() {
        CodeRequest older = CodeRequest.text().publish();
        awaitState(older, "sent");
        CENTRE.useLastIdAgain();
        CodeRequest newer = CodeRequest.text().publish();
        awaitState(newer, "sent");
        assertThat(taken(newer).id()).isEqualTo(taken(older).id());

        assertThat(CENTRE.report(taken(newer), "DELIVRD")).isZero();

        assertThat(stateOf(newer)).isEqualTo("delivered");
        assertThat(stateOf(older)).isEqualTo("sent");
    }

    @Test
    void soItIsWhereTheAnswerThatNamesItComesLate() {
        CodeRequest older = CodeRequest.text().publish();
        awaitState(older, "sent");
        CENTRE.useLastIdAgain();
        CodeRequest newer = CodeRequest.text();
        CENTRE.towards(newer.number(), Conduct.TAKE_AND_STALL);
        newer.publish();
        awaitState(newer, "unknown");
        assertThat(taken(newer).id()).isEqualTo(taken(older).id());

        awaitState(newer, "sent");
        assertThat(CENTRE.report(taken(newer), "DELIVRD")).isZero();
        assertThat(stateOf(newer)).isEqualTo("delivered");
        assertThat(stateOf(older)).isEqualTo("sent");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY", "QUEUE_FULL", "REFUSE_FOR_NOW"})
    void whatWasSurelyNotTakenIsTriedAgain(Conduct refusal) {
        CodeRequest request = CodeRequest.text();
        CENTRE.towards(request.number(), refusal, refusal, Conduct.TAKE);
        request.publish();

        awaitState(request, "sent");
        assertThat(CENTRE.takenFor(request.number())).hasSize(1);
    }

    @Test
    void aLineThatBreaksUnderLoadLosesNothingAndRepeatsNothing() throws Exception {
        List<CodeRequest> requests = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> breaking = threads.submit(() -> {
                for (int i = 0; i < 5; i++) {
                    int before = CENTRE.takenInAll();
                    eventually().until(() -> CENTRE.takenInAll() > before + 10);
                    CENTRE.hangUp();
                }
            });
            while (!breaking.isDone() && requests.size() < 500) {
                requests.add(CodeRequest.text().publish());
            }
            breaking.get();
        }

        eventually()
                .untilAsserted(() -> assertThat(requests)
                        .allSatisfy(request -> assertThat(stateOf(request)).isIn("sent", "unknown")));
        assertThat(requests).allSatisfy(request -> {
            int taken = CENTRE.takenFor(request.number()).size();
            assertThat(taken).isLessThanOrEqualTo(1);
            if ("sent".equals(stateOf(request))) {
                assertThat(taken).isEqualTo(1);
            }
        });
    }

    @Test
    void isToldAmongTheProviders() {
        given().auth()
                .oauth2(token("operator", "gateway-admin"))
                .get("/v1/providers")
                .then()
                .statusCode(200)
                .body("providers.id", hasItem("smpp"));
    }

    private static Submitted taken(CodeRequest request) {
        return CENTRE.takenFor(request.number()).getFirst();
    }
}

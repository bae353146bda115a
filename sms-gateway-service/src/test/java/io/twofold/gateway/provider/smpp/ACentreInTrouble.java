package io.twofold.gateway.provider.smpp;

import static io.twofold.gateway.provider.smpp.SmppGateway.aNumber;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.embedded.FreePort;
import io.twofold.gateway.message.Text;
import io.twofold.gateway.outside.FakeCentre;
import io.twofold.gateway.outside.FakeCentre.Conduct;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.Refusal;
import io.twofold.kit.phone.PhoneNumber;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ACentreInTrouble {

    private static final String LONG = "0123456789".repeat(40);
    private static final NotTaken NO_SESSION = new NotTaken(Refusal.UNAVAILABLE, "no_session", null);

    private final FakeCentre centre = new FakeCentre();

    @AfterEach
    void close() {
        centre.close();
    }

    @Test
    void whereNobodyListensNothingWasTaken() {
        try (SmppGateway gateway = new SmppGateway(FreePort.find())) {
            assertThat(gateway.send(aNumber(), "1")).isEqualTo(NO_SESSION);
        }
    }

    @Test
    void thatDoesNotLetUsInIsAskedAgain() {
        centre.answerBindsWith(0x0D);
        try (SmppGateway gateway = new SmppGateway(centre.port())) {
            await().until(() -> centre.binds() > 2);
            assertThat(gateway.send(aNumber(), "1")).isEqualTo(NO_SESSION);
            assertThat(gateway.gauge("twofold.gateway.smpp.sessions.bound")).isZero();

            centre.answerBindsWith(0);
            gateway.awaitBound();
            assertThat(gateway.send(aNumber(), "1")).isInstanceOf(Taken.class);
            assertThat(gateway.gauge("twofold.gateway.smpp.sessions.bound")).isEqualTo(1);
        }
    }

    @Test
    void thatClosesTheConnectionIsBoundAgain() {
        try (SmppGateway gateway = SmppGateway.boundTo(centre, "sessions", "3")) {
            centre.hangUp();
            await().until(() -> centre.binds() >= 6);
            gateway.awaitBound();
            assertThat(gateway.send(aNumber(), "1")).isInstanceOf(Taken.class);
        }
    }

    @Test
    void thatTakesLeaveIsBoundAgain() {
        try (SmppGateway gateway = SmppGateway.boundTo(centre)) {
            centre.unbindAll();
            await().until(() -> centre.binds() >= 2);
            gateway.awaitBound();
            assertThat(gateway.send(aNumber(), "1")).isInstanceOf(Taken.class);
        }
    }

    @Test
    void whatWasUnderWayWhenTheLineBreaksIsUnclearAtOnce() throws Exception {
        int many = 40;
        try (SmppGateway gateway = SmppGateway.boundTo(centre, "answer-timeout", "PT60S", "window", "40")) {
            List<String> numbers =
                    IntStream.range(0, many).mapToObj(_ -> aNumber()).toList();
            numbers.forEach(number -> centre.towards(number, Conduct.TAKE_AND_STALL));
            List<Handover> results = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Handover>> handovers = numbers.stream()
                        .map(number -> threads.submit(() -> gateway.send(number, "1")))
                        .toList();
                await().until(() -> centre.takenInAll() == many);
                assertThat(gateway.gauge("twofold.gateway.smpp.window.used")).isEqualTo(many);

                centre.hangUp();
                for (Future<Handover> handover : handovers) {
                    results.add(handover.get());
                }
            }
            assertThat(results).hasSize(many).containsOnly(new Unclear("connection_lost"));
            assertThat(centre.takenInAll()).isEqualTo(many);
            gateway.awaitBound();
            assertThat(gateway.gauge("twofold.gateway.smpp.window.used")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TAKE_AND_HANG_UP", "TAKE_WITHOUT_ID", "TAKE_AND_STALL"})
    void whatMayHaveBeenTakenIsUnclearAndNotRepeated(Conduct trouble) {
        try (SmppGateway gateway = SmppGateway.boundTo(centre, "answer-timeout", "PT0.5S")) {
            String number = aNumber();
            centre.towards(number, trouble, Conduct.TAKE);

            assertThat(gateway.send(number, "1")).isInstanceOf(Unclear.class);
            await().untilAsserted(() -> assertThat(centre.takenFor(number)).hasSize(1));
        }
    }

    @Test
    void anAnswerThatComesTooLateStillSaysThatItWasTaken() {
        try (SmppGateway gateway = SmppGateway.boundTo(centre, "answer-timeout", "PT0.2S")) {
            String number = aNumber();
            centre.towards(number, Conduct.TAKE_SLOWLY);

            assertThat(gateway.send(number, "1")).isEqualTo(new Unclear("no_answer_from_provider"));
            await().until(() -> !gateway.books.late().isEmpty());
            assertThat(gateway.books.late())
                    .containsExactly(centre.takenFor(number).getFirst().id());
        }
    }

    @Test
    void aMessageWhoseAnswerIsAwaitedNoLongerIsNotKept() {
        try (SmppGateway gateway = SmppGateway.boundTo(centre, "answer-timeout", "PT0.2S")) {
            String number = aNumber();
            centre.towards(number, Conduct.TAKE_AND_STALL);
            WeakReference<TextMessage> message = unanswered(gateway, number);

            await().until(() -> {
                System.gc();
                return message.refersTo(null);
            });
            assertThat(gateway.sessions.boundCount()).isEqualTo(1);
            assertThat(gateway.books.late()).isEmpty();
        }
    }

    private static WeakReference<TextMessage> unanswered(SmppGateway gateway, String number) {
        TextMessage message = new TextMessage(
                UUID.randomUUID(),
                PhoneNumber.ofE164(number),
                Instant.now().plus(Duration.ofMinutes(10)),
                new Text("1"));
        assertThat(gateway.provider.handOver(message)).isInstanceOf(Unclear.class);
        return new WeakReference<>(message);
    }

    @Test
    void aLateAnswerToAPartIsNotTakenForTheWhole() {
        try (SmppGateway gateway = SmppGateway.boundTo(centre, "answer-timeout", "PT0.2S")) {
            String number = aNumber();
            centre.towards(number, Conduct.TAKE_SLOWLY);

            assertThat(gateway.send(number, LONG)).isInstanceOf(Unclear.class);
            await().during(Duration.ofMillis(700))
                    .until(() -> gateway.books.late().isEmpty());
        }
    }

    @Test
    void aMessageWaitsForTheSessionToBeBoundAgain() {
        try (SmppGateway gateway = SmppGateway.boundTo(centre, "place-timeout", "PT20S")) {
            centre.answerBindsWith(0x0D);
            centre.hangUp();
            int refused = centre.binds();
            await().until(() -> gateway.sessions.boundCount() == 0 && centre.binds() > refused);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Handover> handover = threads.submit(() -> gateway.send(aNumber(), "1"));
                await().during(Duration.ofMillis(200)).until(() -> !handover.isDone());
                centre.answerBindsWith(0);
                await().untilAsserted(() -> assertThat(handover.isDone()).isTrue());
                assertThat(handover.resultNow()).isInstanceOf(Taken.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY", "QUEUE_FULL"})
    void thatWantsLessGetsItLater(Conduct conduct) {
        try (SmppGateway gateway = SmppGateway.boundTo(centre)) {
            String number = aNumber();
            centre.towards(number, conduct);

            assertThat(gateway.send(number, "1"))
                    .isInstanceOfSatisfying(
                            NotTaken.class, no -> assertThat(no.refusal()).isEqualTo(Refusal.SLOW_DOWN));
            assertThat(centre.takenFor(number)).isEmpty();
        }
    }

    @Test
    void itTakesAsManyAtATimeAsFitIntoTheWindows() {
        try (SmppGateway gateway = new SmppGateway(centre.port(), "sessions", "3", "window", "7")) {
            assertThat(gateway.provider.atATime()).isEqualTo(21);
        }
    }

    @Test
    void aFullWindowLetsNobodyInAndThenTheNext() throws Exception {
        try (SmppGateway gateway = SmppGateway.boundTo(centre, "window", "2", "answer-timeout", "PT4S")) {
            List<String> slow = List.of(aNumber(), aNumber());
            slow.forEach(number -> centre.towards(number, Conduct.TAKE_AND_STALL));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                slow.forEach(number -> threads.execute(() -> gateway.send(number, "1")));
                await().until(() -> centre.takenInAll() == 2);

                String third = aNumber();
                assertThat(gateway.send(third, "1")).isEqualTo(new NotTaken(Refusal.SLOW_DOWN, "window_full", null));
                assertThat(centre.takenFor(third)).isEmpty();
            }
            assertThat(gateway.send(aNumber(), "1")).isInstanceOf(Taken.class);
        }
    }

    @Test
    void manyAtOnceGoThroughASmallWindowOnceEach() throws Exception {
        int many = 64;
        try (SmppGateway gateway =
                SmppGateway.boundTo(centre, "window", "3", "sessions", "2", "place-timeout", "PT20S")) {
            String number = aNumber();
            CyclicBarrier start = new CyclicBarrier(many);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Handover>> handovers = IntStream.range(0, many)
                        .<Callable<Handover>>mapToObj(_ -> () -> {
                            start.await();
                            return gateway.send(number, "1");
                        })
                        .toList();
                for (Future<Handover> handover : threads.invokeAll(handovers)) {
                    assertThat(handover.get()).isInstanceOf(Taken.class);
                }
            }
            assertThat(centre.takenFor(number)).hasSize(many);
            assertThat(gateway.gauge("twofold.gateway.smpp.window.used")).isZero();
        }
    }

    @Test
    void aLongTextGoesOverPartByPartAndTheLastIsItsId() {
        try (SmppGateway gateway = SmppGateway.boundTo(centre)) {
            String number = aNumber();

            Handover handover = gateway.send(number, LONG);

            List<FakeCentre.Submitted> parts = centre.takenFor(number);
            assertThat(parts).hasSize(3);
            assertThat(handover).isEqualTo(new Taken(parts.getLast().id()));
            assertThat(parts).extracting(part -> part.request().isUdhi()).containsOnly(true);
            assertThat(parts)
                    .extracting(part -> part.request().getRegisteredDelivery())
                    .containsExactly((byte) 0, (byte) 0, (byte) 1);
        }
    }

    @Test
    void aLongTextWhoseFirstPartIsRefusedWasNotTaken() {
        try (SmppGateway gateway = SmppGateway.boundTo(centre)) {
            String number = aNumber();
            centre.towards(number, Conduct.TOO_MANY);

            assertThat(gateway.send(number, LONG)).isInstanceOf(NotTaken.class);
            assertThat(centre.takenFor(number)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY", "REJECT_NUMBER", "TAKE_AND_HANG_UP"})
    void aLongTextOfWhichAPartMayBeOnThePhoneIsUnclear(Conduct trouble) {
        try (SmppGateway gateway = SmppGateway.boundTo(centre)) {
            String number = aNumber();
            centre.towards(number, Conduct.TAKE, trouble);

            assertThat(gateway.send(number, LONG)).isInstanceOf(Unclear.class);
            assertThat(centre.takenFor(number)).hasSizeLessThan(3);
        }
    }

    @Test
    void aCentreThatCutsItselfIsAskedOnce() {
        try (SmppGateway gateway = SmppGateway.boundTo(centre, "long-messages", "payload")) {
            String number = aNumber();

            assertThat(gateway.send(number, LONG)).isInstanceOf(Taken.class);
            assertThat(centre.takenFor(number)).hasSize(1).allSatisfy(whole -> {
                assertThat(new String(whole.payload(), US_ASCII)).isEqualTo(LONG);
                assertThat(whole.octets()).isEmpty();
            });
        }
    }

    @Test
    void whatItIsAskedForIsWhatWasSet() {
        try (SmppGateway gateway = SmppGateway.boundTo(
                centre,
                "source",
                "+14085550100",
                "service-type",
                "OTP",
                "validity",
                "absolute",
                "message-ids",
                "same")) {
            String number = aNumber();
            gateway.send(number, "1");

            assertThat(centre.takenFor(number)).hasSize(1).allSatisfy(one -> {
                assertThat(one.request().getSourceAddr()).isEqualTo("14085550100");
                assertThat(one.request().getSourceAddrTon()).isEqualTo((byte) 1);
                assertThat(one.request().getSourceAddrNpi()).isEqualTo((byte) 1);
                assertThat(one.request().getDestAddrTon()).isEqualTo((byte) 1);
                assertThat(one.request().getServiceType()).isEqualTo("OTP");
                assertThat(one.request().getValidityPeriod()).matches("[0-9]{12}000\\+");
                assertThat(one.request().getRegisteredDelivery()).isEqualTo((byte) 1);
            });
        }
    }

    @Test
    void theTimeItIsWorthSomethingIsTold() {
        try (SmppGateway gateway = SmppGateway.boundTo(centre)) {
            String number = aNumber();
            gateway.send(number, "1");

            assertThat(centre.takenFor(number).getFirst().request().getValidityPeriod())
                    .matches("00000000(095[0-9]|1000)000R");
            assertThat(centre.takenFor(number).getFirst().request().getSourceAddrTon())
                    .isEqualTo((byte) 5);
        }
    }

    @Test
    void stoppingWaitsForAnswersAndTakesLeave() throws Exception {
        SmppGateway gateway = SmppGateway.boundTo(centre, "answer-timeout", "PT10S");
        String number = aNumber();
        centre.towards(number, Conduct.TAKE_SLOWLY);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Handover> handover = threads.submit(() -> gateway.send(number, "1"));
            await().until(() -> centre.takenInAll() == 1);

            gateway.close();

            assertThat(handover.get()).isInstanceOf(Taken.class);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> centre.boundSessions() == 0);
        assertThat(centre.unbinds()).isEqualTo(1);
        assertThat(gateway.send(aNumber(), "1")).isEqualTo(NO_SESSION);
        int binds = centre.binds();
        await().during(Duration.ofMillis(300)).until(() -> centre.binds() == binds);
    }
}

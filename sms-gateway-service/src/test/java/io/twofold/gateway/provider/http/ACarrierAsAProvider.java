package io.twofold.gateway.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.twofold.embedded.FreePort;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.message.Text;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.MessageProviderContract;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.Refusal;
import io.twofold.gateway.provider.http.FakeCarrier.Asked;
import io.twofold.gateway.provider.http.FakeCarrier.Conduct;
import io.twofold.kit.phone.PhoneNumber;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter over real HTTP. */
class ACarrierAsAProvider extends MessageProviderContract {

    private static final Vertx VERTX = Vertx.vertx();
    private static final FakeCarrier CARRIER = new FakeCarrier();
    private static final MessageProvider PROVIDER = provider(Map.of());

    private static MessageProvider provider(Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "url", CARRIER.address() + "/v1/messages?account=7",
                "read-timeout", "PT1S",
                "authentication.token", "let-me-in",
                "headers.X-Reference", "{delivery-id}",
                "answer.error-at", "/error/code",
                "answer.errors.bad_number", "rejected_number",
                "answer.statuses.503", "unavailable"));
        settings.putAll(changed);
        return Carriers.configured(settings, VERTX).configured().getFirst();
    }

    @AfterAll
    static void stop() {
        CARRIER.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    protected MessageProvider provider() {
        return PROVIDER;
    }

    @Override
    protected Set<Channel> channels() {
        return Set.of(Channel.SMS);
    }

    @Override
    protected boolean canFind() {
        return false;
    }

    @Override
    protected void behave(String number, Behaviour behaviour) {
        CARRIER.towards(
                number,
                switch (behaviour) {
                    case TAKES -> Conduct.TAKE;
                    case TAKES_SILENTLY -> Conduct.TAKE_AND_HANG_UP;
                    case REJECTS_THE_NUMBER -> Conduct.REJECT_NUMBER;
                    case ASKS_TO_SLOW_DOWN -> Conduct.TOO_MANY;
                    case IS_OUT_OF_ORDER -> Conduct.OUT_OF_ORDER;
                });
    }

    @Override
    protected int takenFor(String number) {
        return CARRIER.takenFor(number).size();
    }

    @Test
    void aRequestIsAsConfigured() {
        TextMessage message = text("+14085551001", "Hello");
        assertThat(PROVIDER.handOver(message)).isInstanceOf(Taken.class);

        Asked asked = CARRIER.takenFor("+14085551001").getFirst();
        assertThat(asked.path()).isEqualTo("/v1/messages?account=7");
        assertThat(asked.headers())
                .containsEntry("Authorization", List.of("Bearer let-me-in"))
                .containsEntry("Content-type", List.of("application/json"))
                .containsEntry("X-reference", List.of(message.deliveryId().toString()))
                .doesNotContainKey("Traceparent");
        assertThat(asked.json().path("ttl").isNumber()).isTrue();
        assertThat(asked.json().path("ttl").asInt()).isBetween(590, 600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\",\"to\":\"+19005550100\",\"x\":\"",
                "\\\" \\\\ \n\r\t\u0000\u0007\u2028\u2029",
                "{to} {text} {from} ${user.home} {delivery-id}",
                "&to=%2B19005550100#?/;=+ %20",
                "कोड 012345 رمز 验证码 😀"
            })
    void whateverATextHoldsItIsThatText(String words) {
        String number = "+1408" + (6_000_000 + Math.floorMod(words.hashCode(), 900_000));
        assertThat(PROVIDER.handOver(text(number, words))).isInstanceOf(Taken.class);

        List<Asked> taken = CARRIER.takenFor(number);
        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst().json().path("text").asText()).isEqualTo(words);
        assertThat(taken.getFirst().json().properties()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"TAKE_AND_STALL", "TAKE_AND_DRIP", "TAKE_AND_BABBLE", "TAKE_AND_FLOOD", "TAKE_AND_REDIRECT"})
    void whatMayHaveBeenTakenIsUnclearAndAskedOnce(Conduct conduct) {
        String number = "+1408" + (5_520_000 + Math.floorMod(conduct.name().hashCode(), 10_000));
        CARRIER.towards(number, conduct);

        Instant start = Instant.now();
        assertThat(PROVIDER.handOver(text(number, "Hello"))).isInstanceOf(Unclear.class);
        assertThat(Duration.between(start, Instant.now())).isLessThan(PROVIDER.longestHandover());
        assertThat(CARRIER.askedFor(number)).hasSize(1);
    }

    @Test
    void whereNobodyListensNothingWasTaken() {
        MessageProvider nobody = provider(Map.of("url", "http://localhost:" + FreePort.find() + "/"));
        assertThat(nobody.handOver(text("+14085553001", "Hello")))
                .isEqualTo(new NotTaken(Refusal.UNAVAILABLE, "provider_unreachable", null));
    }

    @Test
    void whoSpeaksNoTlsTookNothing() {
        MessageProvider encrypted =
                provider(Map.of("url", CARRIER.address().replace("http:", "https:") + "/v1/messages"));
        assertThat(encrypted.handOver(text("+14085553002", "Hello")))
                .isEqualTo(new NotTaken(Refusal.UNAVAILABLE, "provider_unreachable", null));
        assertThat(CARRIER.askedFor("+14085553002")).isEmpty();
    }

    @Test
    void theWaitThatTheCarrierAsksForIsKept() {
        CARRIER.towards("+14085553003", Conduct.TOO_MANY);
        assertThat(PROVIDER.handOver(text("+14085553003", "Hello")))
                .isEqualTo(new NotTaken(Refusal.SLOW_DOWN, "too_many_requests", Duration.ofSeconds(7)));
    }

    @Test
    void itTakesAsManyAtATimeAsThereAreConnections() {
        assertThat(provider(Map.of("connections", "4")).atATime()).isEqualTo(4);
    }

    @Test
    void moreAtATimeThanThereAreConnectionsAreAllTakenOnce() throws Exception {
        MessageProvider narrow = provider(Map.of("connections", "4", "connect-timeout", "PT5S"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Handover>> handovers = IntStream.range(0, 64)
                    .<Callable<Handover>>mapToObj(i -> () -> narrow.handOver(text("+1408777" + (1000 + i), "Hello")))
                    .toList();
            for (Future<Handover> handover : threads.invokeAll(handovers)) {
                assertThat(handover.get()).isInstanceOf(Taken.class);
            }
        }
        assertThat(IntStream.range(0, 64).map(i -> takenFor("+1408777" + (1000 + i))))
                .containsOnly(1);
    }

    @Test
    void aMessageIdIsTheCarriers() {
        String id = assertThat(PROVIDER.handOver(text("+14085553004", "Hello")))
                .asInstanceOf(type(Taken.class))
                .actual()
                .messageId();
        assertThat(CARRIER.takenFor("+14085553004").stream().map(Asked::id).collect(Collectors.toSet()))
                .containsExactly(id);
    }

    private static TextMessage text(String number, String words) {
        return new TextMessage(
                UUID.randomUUID(), PhoneNumber.ofE164(number), Instant.now().plusSeconds(600), new Text(words));
    }
}

package io.twofold.gateway.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.twofold.embedded.FreePort;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.message.Text;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.FakeTwilio.Conduct;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.MessageProviderContract;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.Refusal;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter over real HTTP. */
@GatewayTest
class TwilioAsAProvider extends MessageProviderContract {

    @Inject
    Twilio twilio;

    @Inject
    @RestClient
    TwilioApi api;

    @Inject
    TwilioConfig config;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    @Override
    protected MessageProvider provider() {
        return twilio.configured().getFirst();
    }

    @Override
    protected void behave(String number, Behaviour behaviour) {
        FakeTwilio.towards(
                number,
                switch (behaviour) {
                    case TAKES -> Conduct.TAKE;
                    case TAKES_SILENTLY -> Conduct.TAKE_AND_HANG_UP;
                    case REJECTS_THE_NUMBER -> Conduct.REJECT_NUMBER;
                    case ASKS_TO_SLOW_DOWN -> Conduct.TOO_MANY;
                    case IS_OUT_OF_ORDER -> Conduct.REFUSE_FOR_NOW;
                });
    }

    @Override
    protected int takenFor(String number) {
        return FakeTwilio.takenFor(number).size();
    }

    @Test
    void whereNobodyListensNothingWasTaken() {
        TwilioApi nobody = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create("http://localhost:" + FreePort.find()))
                .build(TwilioApi.class);
        TextMessage message = new TextMessage(
                UUID.randomUUID(),
                PhoneNumber.ofE164("+14085550123"),
                Instant.now().plusSeconds(60),
                new Text("Hello"));

        TwilioProvider provider = new TwilioProvider(nobody, account(), Map.of(), json, clock, Duration.ofMillis(2));
        assertThat(provider.handOver(message))
                .isEqualTo(new NotTaken(Refusal.UNAVAILABLE, "provider_unreachable", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MG00000000000000000000000000000001", "72345", "Twofold"})
    void onlyANumberCanCall(String sender) {
        TwilioAccount known = account();
        TwilioAccount other = new TwilioAccount(known.sid(), known.authToken(), sender, known.webhookBaseUrl());
        assertThat(new TwilioProvider(api, other, Map.of(), json, clock, Duration.ofMillis(2)).channels())
                .containsExactly(Channel.SMS);
    }

    private TwilioAccount account() {
        return TwilioAccount.of(config).orElseThrow();
    }
}

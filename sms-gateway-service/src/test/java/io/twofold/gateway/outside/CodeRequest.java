package io.twofold.gateway.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twofold.events.CloudEventHeaders;
import io.twofold.events.CodeDeliveryRequested;
import io.twofold.events.CodeDeliveryWithdrawn;
import io.twofold.events.Envelope;
import io.twofold.events.EventJson;
import io.twofold.events.OtpDelivery;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.Sealer;
import io.twofold.testing.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A send of a code, as otp-service asks for it. Challenge, number and code are fresh. */
public record CodeRequest(
        String challengeId,
        int send,
        String channel,
        String locale,
        String purpose,
        String client,
        @Nullable String accountId,
        String number,
        String code,
        Instant expiresAt) {

    private static final String TOPIC = "otp.deliveries";
    private static final AtomicInteger FRESH = new AtomicInteger(2_000_000);

    public static CodeRequest text() {
        int fresh = FRESH.getAndIncrement();
        return new CodeRequest(
                UUID.randomUUID().toString(),
                1,
                "sms",
                "en",
                "sign_in",
                "identity",
                null,
                "+1408" + fresh,
                String.valueOf(fresh).substring(1),
                Instant.now().plus(Duration.ofMinutes(10)));
    }

    public CodeRequest to(String other) {
        return new CodeRequest(challengeId, send, channel, locale, purpose, client, accountId, other, code, expiresAt);
    }

    /** To a fresh mobile number of the United Kingdom. */
    public CodeRequest toBritain() {
        return to("+447400" + fresh());
    }

    /** To a fresh mobile number of France. */
    public CodeRequest toFrance() {
        return to("+33612" + fresh());
    }

    /** To a fresh mobile number of Italy. */
    public CodeRequest toItaly() {
        return to("+39312345" + fresh().substring(2));
    }

    private static String fresh() {
        return String.valueOf(FRESH.getAndIncrement()).substring(1);
    }

    public String country() {
        return PhoneNumber.ofE164(number).country();
    }

    public CodeRequest asCall() {
        return new CodeRequest(challengeId, send, "voice", locale, purpose, client, accountId, number, code, expiresAt);
    }

    public CodeRequest in(String other) {
        return new CodeRequest(challengeId, send, channel, other, purpose, client, accountId, number, code, expiresAt);
    }

    public CodeRequest by(String other) {
        return new CodeRequest(challengeId, send, channel, locale, purpose, other, accountId, number, code, expiresAt);
    }

    public CodeRequest of(String account) {
        return new CodeRequest(challengeId, send, channel, locale, purpose, client, account, number, code, expiresAt);
    }

    public CodeRequest expiringIn(Duration life) {
        return new CodeRequest(
                challengeId,
                send,
                channel,
                locale,
                purpose,
                client,
                accountId,
                number,
                code,
                Instant.now().plus(life));
    }

    /** The next send of the same challenge to the same number, with a new code. */
    public CodeRequest again() {
        return new CodeRequest(
                challengeId,
                send + 1,
                channel,
                locale,
                purpose,
                client,
                accountId,
                number,
                String.valueOf(FRESH.getAndIncrement()).substring(1),
                expiresAt);
    }

    public CodeRequest publish() {
        return publish(sealed());
    }

    private String sealed() {
        return seal("{\"destination\":\"" + number + "\",\"code\":\"" + code + "\"}", send);
    }

    /** Publishes it with a sealed part of the test's choice. */
    public CodeRequest publish(String sealed) {
        publish(new CodeDeliveryRequested(
                challengeId, send, channel, locale, purpose, country(), client, expiresAt, sealed));
        return this;
    }

    /** Publishes it with one header changed; absent: without that header. */
    public void publishWith(String header, @Nullable String value) {
        Envelope<OtpDelivery> envelope = envelope(new CodeDeliveryRequested(
                challengeId, send, channel, locale, purpose, country(), client, expiresAt, sealed()));
        Map<String, String> headers = new HashMap<>(CloudEventHeaders.of(envelope));
        headers.compute(header, (_, _) -> value);
        publish(envelope, headers);
    }

    /** Publishes it as the event of that id, sealed as it should be. */
    public CodeRequest publishAs(UUID eventId) {
        return publishAs(eventId, sealed());
    }

    /** Publishes it as the event of that id, with a sealed part of the test's choice. */
    public CodeRequest publishAs(UUID eventId, String sealed) {
        Envelope<OtpDelivery> envelope = envelope(new CodeDeliveryRequested(
                challengeId, send, channel, locale, purpose, country(), client, expiresAt, sealed));
        Map<String, String> headers = new HashMap<>(CloudEventHeaders.of(envelope));
        headers.put(CloudEventHeaders.ID, eventId.toString());
        publish(envelope, headers);
        return this;
    }

    public void withdraw() {
        publish(new CodeDeliveryWithdrawn(challengeId, send));
    }

    /** It as a consumer reads it. */
    public ConsumerRecord<String, byte[]> asRecord() {
        return asRecord(sealed());
    }

    /** It as a consumer reads it, with a sealed part of the test's choice. */
    public ConsumerRecord<String, byte[]> asRecord(String sealed) {
        return record(new CodeDeliveryRequested(
                challengeId, send, channel, locale, purpose, country(), client, expiresAt, sealed));
    }

    /** Its withdrawal as a consumer reads it. */
    public ConsumerRecord<String, byte[]> asWithdrawal() {
        return record(new CodeDeliveryWithdrawn(challengeId, send));
    }

    private ConsumerRecord<String, byte[]> record(OtpDelivery event) {
        Envelope<OtpDelivery> envelope = envelope(event);
        var record = new ConsumerRecord<>(TOPIC, 0, 0, envelope.key(), EventJson.write(event));
        CloudEventHeaders.of(envelope).forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    /** Seals a text as if it belonged to that send of the challenge. */
    public String seal(String text, int otherSend) {
        Sealer sealer = Sealer.of(ConfigProvider.getConfig().getValue("twofold.sealing.delivery-keyset", String.class));
        return Base64.getEncoder().encodeToString(sealer.seal(text, "code-delivery:" + challengeId + ":" + otherSend));
    }

    private void publish(OtpDelivery event) {
        Envelope<OtpDelivery> envelope = envelope(event);
        publish(envelope, CloudEventHeaders.of(envelope));
    }

    private static void publish(Envelope<OtpDelivery> envelope, Map<String, String> headers) {
        Topics.publish(TOPIC, envelope.key(), headers, new String(EventJson.write(envelope.data()), UTF_8));
    }

    private Envelope<OtpDelivery> envelope(OtpDelivery event) {
        return Envelope.of(UUID.randomUUID().toString(), challengeId, accountId, Instant.now(), send, null, event);
    }
}

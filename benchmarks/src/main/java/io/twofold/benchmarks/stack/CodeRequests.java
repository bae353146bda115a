package io.twofold.benchmarks.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.Aead;
import io.twofold.benchmarks.load.Unexpected;
import io.twofold.benchmarks.people.PhoneNumbers;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Requests to deliver a code, as otp-service writes them: the same topic, the same envelope, sealed under the same key. Each is
 * for a challenge, an account and a number that no other is for. For one thread.
 */
public final class CodeRequests implements AutoCloseable {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int CODES = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PhoneNumbers numbers;
    private final Clock clock;
    private final Aead key;
    private final KafkaProducer<String, byte[]> producer;

    public CodeRequests(BenchStack stack, PhoneNumbers numbers, Clock clock) {
        this.numbers = numbers;
        this.clock = clock;
        this.key = SealedCodes.key(stack.deliveryKeyset());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka(), "acks", "all", "linger.ms", 1),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Writes so many; when it returns Kafka has them. */
    public void write(int count) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sent.add(producer.send(request()));
        }
        producer.flush();
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new Unexpected("Kafka doesn't take the requests", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("The measurement was interrupted", e);
        }
    }

    private ProducerRecord<String, byte[]> request() {
        Instant now = clock.instant();
        String challenge = newId(now);
        String account = newId(now);
        String code = "%06d".formatted(ThreadLocalRandom.current().nextInt(CODES));
        Map<String, Object> data = Map.of(
                "challengeId",
                challenge,
                "send",
                1,
                "channel",
                "sms",
                "locale",
                "en",
                "purpose",
                "sign_in",
                "country",
                "US",
                "client",
                "identity",
                "expiresAt",
                now.plus(LIFETIME).toString(),
                "sealed",
                sealed(challenge, Map.of("destination", numbers.next(), "code", code)));
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(SealedCodes.TOPIC, account, json(data));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        newId(now),
                        "ce_source",
                        "/otp-service",
                        "ce_type",
                        "twofold.otp.CodeDeliveryRequested.v1",
                        "ce_subject",
                        challenge,
                        "ce_accountid",
                        account,
                        "ce_time",
                        now.toString(),
                        "ce_sequence",
                        "%020d".formatted(1),
                        "ce_dataschema",
                        "urn:twofold:schema:otp.CodeDeliveryRequested.v1",
                        "content-type",
                        "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    private String sealed(String challenge, Map<String, String> delivery) {
        try {
            byte[] sealed = key.encrypt(json(delivery), SealedCodes.context(challenge, 1));
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new Unexpected("A code delivery can't be sealed", e);
        }
    }

    /** UUID version 7, as all ids of the services: where a row goes in an index is part of what it costs. */
    private static String newId(Instant now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (now.toEpochMilli() << 16) | 0x7000L | random.nextInt(1 << 12);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private static byte[] json(Map<String, ?> object) {
        try {
            return JSON.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings are JSON", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

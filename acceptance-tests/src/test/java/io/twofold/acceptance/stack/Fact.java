package io.twofold.acceptance.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in a topic.
 *
 * @param key absent in records that nobody addressed
 * @param value the bytes, which needn't be JSON
 */
@SuppressWarnings("ArrayRecordComponent")
public record Fact(String topic, int partition, @Nullable String key, Map<String, String> headers, byte[] value) {

    static Fact of(ConsumerRecord<String, byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return new Fact(
                record.topic(),
                record.partition(),
                record.key(),
                headers,
                record.value() == null ? new byte[0] : record.value());
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether it tells of that, such as {@code PasswordChanged}. */
    public boolean is(String event) {
        return header("ce_type").endsWith("." + event + ".v1");
    }

    public boolean isOf(String accountId) {
        return header("ce_accountid").equals(accountId);
    }

    /** Whether it names that, such as a challenge. */
    public boolean mentions(String id) {
        return header("ce_subject").equals(id) || new String(value, UTF_8).contains(id);
    }

    public JsonNode data() {
        return Json.read(new String(value, UTF_8));
    }

    /** The same with one header changed. */
    public Fact with(String header, String text) {
        var changed = new LinkedHashMap<>(headers);
        changed.put(header, text);
        return new Fact(topic, partition, key, changed, value);
    }

    /** The same with other data. */
    public Fact holding(String data) {
        return new Fact(topic, partition, key, headers, data.getBytes(UTF_8));
    }
}

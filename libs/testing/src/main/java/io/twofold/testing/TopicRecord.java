package io.twofold.testing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies on a topic, bytes read as UTF-8.
 *
 * @param headers the last value of each
 * @param value   null for a tombstone
 */
public record TopicRecord(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        Map<String, String> headers,
        @Nullable String value) {

    public TopicRecord {
        headers = Map.copyOf(headers);
    }

    /** One header, or null if the record doesn't have it. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }
}

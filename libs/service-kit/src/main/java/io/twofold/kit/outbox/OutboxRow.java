package io.twofold.kit.outbox;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One row before it has a position.
 *
 * @param id {@code ce_id}
 * @param topic where it goes
 * @param key the record's key
 * @param type {@code ce_type}
 * @param headers the Kafka headers
 */
record OutboxRow(
        UUID id, String topic, String key, String type, byte[] payload, Instant time, Map<String, String> headers) {}

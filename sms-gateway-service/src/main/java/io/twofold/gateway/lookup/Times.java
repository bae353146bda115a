package io.twofold.gateway.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Times in somebody else's JSON. */
final class Times {

    private Times() {}

    /** A member's time with its offset (RFC 3339); empty if there is none. */
    static Optional<Instant> at(JsonNode object, String member) {
        try {
            return Optional.of(object.path(member))
                    .filter(JsonNode::isTextual)
                    .map(text -> OffsetDateTime.parse(text.asText()).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}

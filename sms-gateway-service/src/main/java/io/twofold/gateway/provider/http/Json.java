package io.twofold.gateway.provider.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** JSON of somebody else's making, and places in it. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /**
     * @param setting where the pointer is from, for the exception's message
     * @throws IllegalStateException if it isn't one (RFC 6901)
     */
    static JsonPointer pointer(String setting, String text) {
        try {
            return JsonPointer.compile(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalStateException(setting + " must be a JSON pointer such as /data/id");
        }
    }

    /** The text as JSON; as nothing at all, if it isn't. */
    static JsonNode read(String text) {
        try {
            JsonNode read = MAPPER.readTree(text);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    /** The text, number or truth value at a place. */
    static Optional<String> at(JsonNode json, JsonPointer place) {
        JsonNode found = json.at(place);
        return found.isValueNode() && !found.isNull() ? Optional.of(found.asText()) : Optional.empty();
    }
}

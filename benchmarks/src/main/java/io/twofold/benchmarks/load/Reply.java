package io.twofold.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * What an HTTP call came to.
 *
 * @param call method and path, for messages
 */
public record Reply(String call, int status, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * This reply, if it has that status.
     *
     * @throws Unexpected if it hasn't
     */
    public Reply expect(int expected) {
        if (status != expected) {
            throw new Unexpected("%s: expected %d, got %d %s".formatted(call, expected, status, problem()));
        }
        return this;
    }

    /** The body's JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new Unexpected(call + ": the answer isn't JSON", e);
        }
    }

    /**
     * A text in the body's JSON.
     *
     * @param pointer a JSON pointer (RFC 6901)
     */
    public String text(String pointer) {
        JsonNode value = json().at(pointer);
        if (value.isMissingNode() || value.isNull()) {
            throw new Unexpected("%s: the answer lacks %s".formatted(call, pointer));
        }
        return value.asText();
    }

    private String problem() {
        return body.isEmpty() ? "" : json().path("code").asText("");
    }
}

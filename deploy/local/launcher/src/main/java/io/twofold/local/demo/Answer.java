package io.twofold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an HTTP call came to.
 *
 * @param call the method and path, for the narration
 * @param body the JSON, or a missing node
 */
record Answer(String call, int status, JsonNode body) {

    /**
     * This answer, if it has the status.
     *
     * @throws Surprise if it hasn't
     */
    Answer expect(int expected) {
        if (status != expected) {
            throw new Surprise("%s: expected %d, got %d %s".formatted(call, expected, status, reason()));
        }
        return this;
    }

    /**
     * This answer, if it is that problem.
     *
     * @throws Surprise if it isn't
     */
    Answer expect(int expected, String code) {
        expect(expected);
        if (!reason().equals(code)) {
            throw new Surprise("%s: expected the problem %s, got %s".formatted(call, code, reason()));
        }
        return this;
    }

    /**
     * A text in the body.
     *
     * @param pointer a JSON pointer (RFC 6901)
     * @throws Surprise if it isn't there
     */
    String text(String pointer) {
        JsonNode value = body.at(pointer);
        if (value.isMissingNode()) {
            throw new Surprise("%s: the answer lacks %s".formatted(call, pointer));
        }
        return value.asText();
    }

    String reason() {
        return body.path("code").asText("");
    }
}

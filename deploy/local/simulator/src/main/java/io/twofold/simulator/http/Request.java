package io.twofold.simulator.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request as its handler sees it.
 *
 * @param path the path as it was sent
 * @param rawQuery the query as it was sent, empty if there is none
 * @param variables what stands in the path where the route's pattern has a name in braces, decoded
 * @param body the body, read as UTF-8
 * @param authorization the header of that name
 */
public record Request(
        String path, String rawQuery, Map<String, String> variables, String body, Optional<String> authorization) {

    /** What the path has in place of {@code {name}}. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no variable " + name);
        }
        return value;
    }

    public Form query() {
        return Form.parse(rawQuery);
    }

    public Form form() {
        return Form.parse(body);
    }
}

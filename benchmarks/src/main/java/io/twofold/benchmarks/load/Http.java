package io.twofold.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The calls of one thread, over one kept-alive connection to each server. */
public final class Http implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = {};

    private final Map<String, Connection> connections = new HashMap<>();

    public Reply get(String base, String path) {
        return send(base, "GET", path, Map.of(), NOTHING);
    }

    /** Posts a JSON object. */
    public Reply post(String base, String path, Map<String, ?> body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        try {
            return send(base, "POST", path, all, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body has no JSON form", e);
        }
    }

    /** Posts a form. */
    public Reply form(String base, String path, Map<String, String> fields, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(base, "POST", path, all, body.getBytes(UTF_8));
    }

    private Reply send(String base, String method, String path, Map<String, String> headers, byte[] body) {
        try {
            Connection connection = connections.get(base);
            if (connection != null && connection.isStale()) {
                connection.close();
                connection = null;
            }
            if (connection == null) {
                connection = new Connection(URI.create(base));
                connections.put(base, connection);
            }
            return connection.send(method, path, headers, body);
        } catch (IOException e) {
            throw new Unexpected("%s %s got no answer: %s".formatted(method, path, e.getMessage()), e);
        }
    }

    public static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    public static Map<String, String> basic(String name, String secret) {
        String pair = Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(UTF_8));
        return Map.of("Authorization", "Basic " + pair);
    }

    @Override
    public void close() {
        try {
            for (Connection connection : connections.values()) {
                connection.close();
            }
        } catch (IOException e) {
            throw new Unexpected("A connection can't be closed", e);
        }
    }
}

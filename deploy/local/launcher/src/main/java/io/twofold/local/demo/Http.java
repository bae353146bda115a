package io.twofold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Calls with JSON both ways. */
final class Http {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    Answer get(String base, String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET(), "GET " + path);
    }

    Answer post(String base, String path, Object body, Map<String, String> headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            headers.forEach(request::header);
            return send(request, "POST " + path);
        } catch (IOException e) {
            throw new Surprise("POST " + path + " has no JSON form", e);
        }
    }

    private Answer send(HttpRequest.Builder request, String call) {
        try {
            var answer = client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = answer.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(answer.body());
            return new Answer(call, answer.statusCode(), body);
        } catch (IOException e) {
            throw new Surprise(call + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Surprise(call + " was interrupted", e);
        }
    }
}

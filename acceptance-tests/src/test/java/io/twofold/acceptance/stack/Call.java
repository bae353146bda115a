package io.twofold.acceptance.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** A request in the making. */
public final class Call {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final String method;
    private final HttpRequest.Builder request;
    private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

    Call(HttpClient client, String method, URI address) {
        this.client = client;
        this.method = method;
        this.request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    public Call header(String name, String value) {
        request.header(name, value);
        return this;
    }

    public Call bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Call basic(String name, String secret) {
        var pair = (name + ":" + secret).getBytes(UTF_8);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public Call flowToken(String token) {
        return header("Flow-Token", token);
    }

    /** A body as JSON; maps, lists and strings will do. */
    public Call json(Object value) {
        return body("application/json", Json.write(value));
    }

    public Call form(Map<String, String> fields) {
        var encoded = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return body("application/x-www-form-urlencoded", encoded);
    }

    /** Any body at all. */
    public Call body(String mediaType, String text) {
        body = BodyPublishers.ofString(text);
        return header("Content-Type", mediaType);
    }

    /**
     * Sends it.
     *
     * @throws UncheckedIOException if nobody answers
     */
    public Reply send() {
        try {
            return Reply.of(client.send(request.method(method, body).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

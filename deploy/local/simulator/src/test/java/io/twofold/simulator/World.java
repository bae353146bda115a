package io.twofold.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.simulator.http.Form;
import io.twofold.simulator.smpp.Account;
import io.twofold.simulator.twilio.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One simulator for all tests of a class, made to forget everything before each. */
final class World implements BeforeEachCallback, AfterAllCallback {

    static final Credentials CREDENTIALS = new Credentials("AC00000000000000000000000000000001", "a token for tests");

    static final Account ACCOUNT = new Account("twofold", "centre!");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Simulator simulator = start();

    @Override
    public void beforeEach(ExtensionContext context) {
        assertThat(request("DELETE", "/api", "").statusCode()).isEqualTo(204);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        simulator.close();
        client.close();
    }

    /** A phone number that no test has used. */
    static String aNumber() {
        return "+1408555" + NUMBERS.incrementAndGet();
    }

    int httpPort() {
        return simulator.httpPort();
    }

    int smppPort() {
        return simulator.smppPort();
    }

    int smtpPort() {
        return simulator.smtpPort();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + simulator.httpPort() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> request(String method, String path, String body) {
        return send(to(path).method(method, BodyPublishers.ofString(body)).build());
    }

    JsonNode get(String path) {
        HttpResponse<String> response = request("GET", path, "");
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response);
    }

    void behave(String provider, String behaviour) {
        assertThat(request("PUT", "/api/behaviour/" + provider, behaviour).statusCode())
                .isEqualTo(200);
    }

    List<JsonNode> messagesOf(String number) {
        return elements(get("/api/phones/" + number + "/messages").path("messages"));
    }

    List<JsonNode> lettersTo(String address) {
        return elements(get("/api/mailboxes/" + address + "/letters").path("letters"));
    }

    long count(String provider, String word) {
        return get("/api/statistics")
                .path("providers")
                .path(provider)
                .path(word)
                .asLong(-1);
    }

    HttpRequest.Builder toTwilio(String resource) {
        return to("/2010-04-01/Accounts/" + CREDENTIALS.accountSid() + "/" + resource)
                .header("Authorization", basic(CREDENTIALS.accountSid(), CREDENTIALS.authToken()));
    }

    HttpResponse<String> postToTwilio(String resource, Map<String, String> form) {
        return send(toTwilio(resource)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Form.encode(form)))
                .build());
    }

    HttpResponse<String> getFromTwilio(String resource) {
        return send(toTwilio(resource).build());
    }

    /** Hands a text to Twilio, which takes it; its resource is returned. */
    JsonNode text(String to, String body, Map<String, String> more) {
        HttpResponse<String> response = postToTwilio("Messages.json", textForm(to, body, more));
        assertThat(response.statusCode()).isEqualTo(201);
        return json(response);
    }

    static Map<String, String> textForm(String to, String body, Map<String, String> more) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("To", to, "From", "+14085550100", "Body", body));
        form.putAll(more);
        return form;
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + response.body(), e);
        }
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static Simulator start() {
        try {
            return Simulator.start(
                    new Settings(0, 0, 0, CREDENTIALS, false, ACCOUNT, false, Duration.ofMillis(20)),
                    Clock.systemUTC());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<JsonNode> elements(JsonNode array) {
        return array.valueStream().toList();
    }
}

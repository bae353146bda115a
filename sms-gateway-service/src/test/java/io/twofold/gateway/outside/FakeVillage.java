package io.twofold.gateway.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A carrier that is described in configuration alone, as the only one there is. It takes whatever it gets; a number that
 * ends in 9 isn't answered.
 */
public final class FakeVillage implements QuarkusTestResourceLifecycleManager {

    private static final String SECRET = "known to village and gateway";
    private static final String PREFIX = "twofold.providers.http.village.";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<JsonNode> TAKEN = new CopyOnWriteArrayList<>();
    private static final HttpServer SERVER = listen();

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("twofold.messages.origin", "localhost"),
                Map.entry("twofold.delivery.poll-interval", "PT0.05S"),
                Map.entry("twofold.routing.routes.US.sms", "village"),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry(
                        PREFIX + "url",
                        "http://localhost:" + SERVER.getAddress().getPort() + "/messages"),
                Map.entry(PREFIX + "body", """
                        {"to":"{to}","text":"{text}","reference":"{delivery-id}","callback":"{receipt-url}"}"""),
                Map.entry(PREFIX + "answer.id-at", "/id"),
                Map.entry(PREFIX + "receipts.base-url", "https://gateway.example.org/"),
                Map.entry(PREFIX + "receipts.id-at", "/id"),
                Map.entry(PREFIX + "receipts.delivery-id-at", "/reference"),
                Map.entry(PREFIX + "receipts.status-at", "/status"),
                Map.entry(PREFIX + "receipts.reason-at", "/why"),
                Map.entry(PREFIX + "receipts.statuses.arrived", "delivered"),
                Map.entry(PREFIX + "receipts.statuses.lost", "undelivered"),
                Map.entry(PREFIX + "receipts.signature.secret", SECRET));
    }

    @Override
    public void stop() {}

    /** What was taken for a number. */
    public static List<JsonNode> takenFor(String number) {
        return TAKEN.stream()
                .filter(taken -> taken.path("to").asText().equals(number))
                .toList();
    }

    /** The id it gave a message. */
    public static String idOf(JsonNode taken) {
        return "v-" + taken.path("reference").asText();
    }

    /** Sends a receipt and returns the status of the answer. */
    public static int report(String body) {
        return post(body, sign(body));
    }

    public static int post(String body, String signature) {
        String url = ConfigProvider.getConfig().getValue("test.url", String.class) + "/v1/webhooks/village/receipts";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("X-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String sign(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer listen() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", FakeVillage::take);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode taken = JSON.readTree(exchange.getRequestBody());
            TAKEN.add(taken);
            if (taken.path("to").asText().endsWith("9")) {
                return;
            }
            byte[] answer = ("{\"id\":\"" + idOf(taken) + "\"}").getBytes(UTF_8);
            exchange.sendResponseHeaders(202, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}

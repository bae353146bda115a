package io.twofold.otp.lookup;

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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateway's look-ups and identity-service's tokens over real HTTP. Of a number it says what it was told to, or that nobody
 * knows.
 */
public final class FakeGateway implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASIC = "Basic b3RwOm9mK3RoZSt0ZXN0cw==";

    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> ASKED = new ConcurrentHashMap<>();
    private static final Set<String> OPENING = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger TOKENS = new AtomicInteger();
    private static final AtomicInteger FORGOTTEN = new AtomicInteger();
    private static final CountDownLatch END = new CountDownLatch(1);

    @Override
    public Map<String, String> start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/v1/lookups", FakeGateway::lookUp);
            server.createContext("/oauth2/token", FakeGateway::token);
            server.start();
            String address = "http://localhost:" + server.getAddress().getPort();
            return Map.of(
                    "twofold.number-lookups.enabled", "true",
                    "twofold.number-lookups.client-secret", "of the tests",
                    "twofold.number-lookups.token-url", address + "/oauth2/token",
                    "twofold.gateway.url", address,
                    "twofold.numbers.voip-countries", "SE");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        END.countDown();
    }

    /** What it says of a number, in JSON; {@code stall} and {@code fail} are how it doesn't. */
    public static void says(String number, String answer) {
        ANSWERS.put(number, answer);
    }

    public static int askedFor(String number) {
        return ASKED.getOrDefault(number, new AtomicInteger()).get();
    }

    /** Whether it was told that the number opens an account. */
    public static boolean wasToOpenAnAccount(String number) {
        return OPENING.contains(number);
    }

    /** The tokens given so far aren't good any more. */
    public static void forgetTokens() {
        FORGOTTEN.set(TOKENS.get());
    }

    public static int tokensGiven() {
        return TOKENS.get();
    }

    private static void lookUp(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = JSON.readTree(exchange.getRequestBody());
            String number = question.path("number").asText();
            if (question.path("opensAnAccount").asBoolean()) {
                OPENING.add(number);
            }
            ASKED.computeIfAbsent(number, _ -> new AtomicInteger()).incrementAndGet();
            String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!bearer.startsWith("Bearer token-")
                    || Integer.parseInt(bearer.substring("Bearer token-".length())) <= FORGOTTEN.get()) {
                send(exchange, 401, "{}");
                return;
            }
            String answer = ANSWERS.getOrDefault(
                    number, "{\"country\":\"US\",\"type\":\"landline_or_mobile\",\"source\":\"libphonenumber\"}");
            switch (answer) {
                case "stall" -> END.await(20, TimeUnit.SECONDS);
                case "fail" -> send(exchange, 503, "{\"code\":\"temporarily_unavailable\"}");
                default -> send(exchange, 200, answer);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean known = BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    && form.equals("grant_type=client_credentials&scope=lookups");
            send(
                    exchange,
                    known ? 200 : 401,
                    "{\"access_token\":\"token-" + TOKENS.incrementAndGet() + "\",\"expires_in\":600}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

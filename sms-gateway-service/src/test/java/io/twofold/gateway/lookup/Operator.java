package io.twofold.gateway.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import org.jspecify.annotations.Nullable;

/**
 * Twilio Lookup v2 and CAMARA SIM Swap v2 over real HTTP, in the forms that both have published, with one set of facts per
 * number.
 */
final class Operator implements AutoCloseable {

    /** How a question about a number is met. */
    enum Conduct {
        ANSWER,
        FAIL,
        BABBLE,
        REDIRECT,
        STALL
    }

    private record Facts(
            String type, @Nullable String carrier, @Nullable String swappedAt) {}

    private record Refusal(int status, String body) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Facts> facts = new ConcurrentHashMap<>();
    private final Map<String, Conduct> conducts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpServer server;
    private final Set<String> goodTokens = ConcurrentHashMap.newKeySet();

    Operator() {
        try {
            // As many as ask at once: who finds no room in the queue of new connections tries again after a second.
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v2/PhoneNumbers/", this::twilio);
        server.createContext("/oauth2/token", this::token);
        server.createContext("/sim-swap/v2/", this::camara);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void knows(String number, String type, @Nullable String carrier, @Nullable String swappedAt) {
        facts.put(number, new Facts(type, carrier, swappedAt));
    }

    void towards(String number, Conduct conduct) {
        conducts.put(number, conduct);
    }

    /** Answers questions about that number with this status, and nothing that says more. */
    void refuses(String number, int status) {
        refuses(number, status, "{}");
    }

    void refuses(String number, int status, String body) {
        refusals.put(number, new Refusal(status, body));
    }

    int askedFor(String number) {
        return asked.getOrDefault(number, new AtomicInteger()).get();
    }

    int tokensGiven() {
        return tokens.get();
    }

    /** Tokens given so far aren't good any more. */
    void forgetTokens() {
        goodTokens.clear();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }

    private void twilio(HttpExchange exchange) throws IOException {
        try (exchange) {
            String number = exchange.getRequestURI().getPath().substring("/v2/PhoneNumbers/".length());
            if (misbehaves(exchange, number)) {
                return;
            }
            String fields = String.valueOf(exchange.getRequestURI().getQuery());
            if (!"Basic QUMxOnRva2Vu".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"code\":20003}");
                return;
            }
            Facts known = facts.get(number);
            if (known == null) {
                send(exchange, 404, "{\"code\":20404}");
                return;
            }
            var answer = JSON.createObjectNode().put("phone_number", number).put("valid", true);
            answer.putNull("sim_swap");
            answer.putNull("line_type_intelligence");
            if (fields.contains("line_type_intelligence")) {
                answer.putObject("line_type_intelligence")
                        .put("type", known.type())
                        .put("carrier_name", known.carrier())
                        .putNull("error_code");
            }
            if (fields.contains("sim_swap")) {
                var swap = answer.putObject("sim_swap").put("carrier_name", known.carrier());
                if ("denied".equals(known.swappedAt())) {
                    swap.putNull("last_sim_swap").put("error_code", 60606);
                } else {
                    swap.putNull("error_code")
                            .putObject("last_sim_swap")
                            .put("last_sim_swap_date", "lately".equals(known.swappedAt()) ? null : known.swappedAt())
                            .put("swapped_period", "PT72H")
                            .put("swapped_in_period", known.swappedAt() != null);
                }
            }
            send(exchange, 200, answer.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean known = "Basic bWU6YSUzQXNlY3JldA=="
                            .equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    && form.equals("grant_type=client_credentials&scope=sim-swap");
            if (!known) {
                send(exchange, 401, "{\"error\":\"invalid_client\"}");
                return;
            }
            String token = "token-" + tokens.incrementAndGet();
            goodTokens.add("Bearer " + token);
            send(exchange, 200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        }
    }

    private void camara(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode question = JSON.readTree(exchange.getRequestBody());
            String number = question.path("phoneNumber").asText();
            if (misbehaves(exchange, number)) {
                return;
            }
            if (!goodTokens.contains(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")))) {
                send(exchange, 401, "{\"status\":401,\"code\":\"UNAUTHENTICATED\"}");
                return;
            }
            Facts known = facts.get(number);
            if (known == null) {
                send(exchange, 404, "{\"status\":404,\"code\":\"IDENTIFIER_NOT_FOUND\"}");
                return;
            }
            boolean check = exchange.getRequestURI().getPath().endsWith("/check");
            var answer = JSON.createObjectNode();
            if (check) {
                answer.put(
                        "swapped",
                        known.swappedAt() != null && question.path("maxAge").asInt() == 72);
            } else {
                answer.put("latestSimChange", known.swappedAt());
            }
            send(exchange, 200, answer.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean misbehaves(HttpExchange exchange, String number) throws IOException, InterruptedException {
        asked.computeIfAbsent(number, _ -> new AtomicInteger()).incrementAndGet();
        Refusal refusal = refusals.get(number);
        if (refusal != null) {
            send(exchange, refusal.status(), refusal.body());
            return true;
        }
        switch (conducts.getOrDefault(number, Conduct.ANSWER)) {
            case ANSWER -> {
                return false;
            }
            case FAIL -> send(exchange, 503, "{}");
            case BABBLE -> send(exchange, 200, "<html>");
            case REDIRECT -> {
                exchange.getResponseHeaders()
                        .set("Location", exchange.getRequestURI().toString());
                exchange.sendResponseHeaders(302, -1);
            }
            case STALL -> end.await(10, TimeUnit.SECONDS);
        }
        return true;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

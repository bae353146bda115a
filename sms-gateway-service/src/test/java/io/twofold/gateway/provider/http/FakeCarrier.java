package io.twofold.gateway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A small carrier over real HTTP, which takes JSON and misbehaves as told per number. */
final class FakeCarrier implements AutoCloseable {

    /** How a request is met. */
    enum Conduct {
        TAKE,
        TAKE_AND_HANG_UP,
        TAKE_AND_STALL,
        /** A byte now and then, for longer than anybody waits. */
        TAKE_AND_DRIP,
        TAKE_AND_BABBLE,
        TAKE_AND_FLOOD,
        TAKE_AND_REDIRECT,
        REJECT_NUMBER,
        TOO_MANY,
        OUT_OF_ORDER
    }

    /** What was asked for. */
    record Asked(String id, String path, Map<String, List<String>> headers, String body, JsonNode json) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Conduct> conducts = new ConcurrentHashMap<>();
    private final List<Asked> taken = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpServer server;

    FakeCarrier() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void towards(String number, Conduct conduct) {
        conducts.put(number, conduct);
    }

    /** Requests for a number, taken or not. */
    List<Asked> askedFor(String number) {
        return asked.stream()
                .filter(request -> request.json().path("to").asText().equals(number))
                .toList();
    }

    List<Asked> takenFor(String number) {
        return taken.stream()
                .filter(request -> request.json().path("to").asText().equals(number))
                .toList();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String id = "v-" + asked.size();
            Asked request = new Asked(
                    id,
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body,
                    body.startsWith("{") ? JSON.readTree(body) : JSON.createObjectNode());
            asked.add(request);
            meet(
                    exchange,
                    request,
                    conducts.getOrDefault(request.json().path("to").asText(), Conduct.TAKE));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void meet(HttpExchange exchange, Asked request, Conduct conduct) throws IOException, InterruptedException {
        if (conduct.name().startsWith("TAKE")) {
            taken.add(request);
        }
        String taken = "{\"id\":\"" + request.id() + "\"}";
        switch (conduct) {
            case TAKE -> send(exchange, 202, taken);
            case TAKE_AND_HANG_UP -> {}
            case TAKE_AND_STALL -> end.await(5, TimeUnit.SECONDS);
            case TAKE_AND_DRIP -> {
                exchange.sendResponseHeaders(202, 0);
                for (int i = 0; i < 50 && !end.await(100, TimeUnit.MILLISECONDS); i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                }
            }
            case TAKE_AND_BABBLE -> send(exchange, 200, "<html>Thank you</html>");
            case TAKE_AND_FLOOD -> send(exchange, 200, " ".repeat(1_000_000) + taken);
            case TAKE_AND_REDIRECT -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(303, -1);
            }
            case REJECT_NUMBER -> send(exchange, 400, "{\"error\":{\"code\":\"bad_number\"}}");
            case TOO_MANY -> {
                exchange.getResponseHeaders().set("Retry-After", "7");
                send(exchange, 429, "");
            }
            case OUT_OF_ORDER -> send(exchange, 503, "{\"error\":{\"code\":\"maintenance\"}}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes); // without one the stream is closed already
        }
    }
}

package io.twofold.simulator;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.twofold.simulator.http.Form;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Whoever uses Twilio: hears its callbacks, and serves TwiML. */
final class Listener implements AutoCloseable {

    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Deque<Integer> nextStatuses = new ConcurrentLinkedDeque<>();
    private volatile String body = "";

    Listener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::hear);
        server.start();
    }

    /** The next requests are answered with these, all later ones with 200. */
    Listener answering(Integer... statuses) {
        nextStatuses.addAll(List.of(statuses));
        return this;
    }

    Listener serving(String text) {
        body = text;
        return this;
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** What was heard, as soon as it is that much. */
    List<Heard> hears(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() >= count);
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(new Heard(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Form.parse(form).values().entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, value -> value.getValue().getFirst())),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Twilio-Signature"))
                            .orElse("")));
            int status = Optional.ofNullable(nextStatuses.poll()).orElse(200);
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    record Heard(String method, String path, Map<String, String> form, String signature) {

        String value(String name) {
            return form.getOrDefault(name, "");
        }
    }
}

package io.twofold.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallingAServer {

    private static final int CHUNKED = 0;
    private static final int NO_BODY = -1;

    private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();
    private final Http http = new Http();
    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            answer(exchange, 201, body.length, body);
        });
        server.createContext("/chunked", exchange -> answer(exchange, 200, CHUNKED, "{\"a\":\"b\"}".getBytes(UTF_8)));
        server.createContext("/none", exchange -> answer(exchange, 204, NO_BODY, new byte[0]));
        server.createContext(
                "/problem", exchange -> answer(exchange, 409, CHUNKED, "{\"code\":\"taken\"}".getBytes(UTF_8)));
        server.start();
        base = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    @Test
    void sendsJsonAndReadsIt() {
        var reply = http.post(base, "/echo", Map.of("name", "Zoë"), Map.of());

        assertThat(reply.expect(201).text("/name")).isEqualTo("Zoë");
    }

    @Test
    void sendsAForm() {
        var reply = http.form(base, "/echo", Map.of("token", "a b&c"), Map.of());

        assertThat(reply.body()).isEqualTo("token=a+b%26c");
    }

    @Test
    void readsAnAnswerInChunks() {
        assertThat(http.get(base, "/chunked").expect(200).text("/a")).isEqualTo("b");
    }

    @Test
    void keepsTheConnection() {
        http.get(base, "/none").expect(204);
        http.get(base, "/chunked").expect(200);
        http.get(base, "/none").expect(204);

        assertThat(callers).hasSize(1);
    }

    @Test
    void saysWhatCameInsteadOfTheExpected() {
        assertThatThrownBy(() -> http.get(base, "/problem").expect(200))
                .isInstanceOf(Unexpected.class)
                .hasMessage("GET /problem: expected 200, got 409 taken");
    }

    @Test
    void aLoopKeepsAConnectionForEachWorker() {
        var loop = new ClosedLoop(
                2, new WarmUp(Duration.ofMillis(20), () -> Duration.ZERO), Duration.ofMillis(200), Map::of);

        var sample = loop.run(worker -> each -> each.get(base, "/none").expect(204));

        assertThat(sample.perSecond()).isEqualTo(sample.count() * 5.0);
        assertThat(callers).hasSize(2);
    }

    @Test
    void onlyWhatLiesInTheWindowCounts() {
        var window = new Window(0, 100, 200);

        assertThat(window.holds(100, 200)).isTrue();
        assertThat(window.holds(99, 150)).isFalse();
        assertThat(window.holds(150, 201)).isFalse();
    }

    @Test
    void aLoopFailsWithItsFirstUnexpectedAnswer() {
        var loop = new ClosedLoop(
                2, new WarmUp(Duration.ofMillis(20), () -> Duration.ZERO), Duration.ofMillis(50), Map::of);

        assertThatThrownBy(() ->
                        loop.run(worker -> each -> each.get(base, "/problem").expect(200)))
                .isInstanceOf(Unexpected.class);
    }

    private void answer(HttpExchange exchange, int status, int length, byte[] body) throws IOException {
        callers.add(exchange.getRemoteAddress());
        exchange.sendResponseHeaders(status, length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}

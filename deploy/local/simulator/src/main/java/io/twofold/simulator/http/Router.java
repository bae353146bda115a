package io.twofold.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the handler of a request by its method and path, and answers what no handler should have to: 404, 405, a body
 * over 256 KiB (413), a request that can't be understood (400) and a defect of our own (500).
 *
 * <p>Routes are added before the server starts and not after.
 */
public final class Router implements HttpHandler {

    private static final Logger LOG = System.getLogger(Router.class.getName());
    private static final int LARGEST_BODY = 256 * 1024;

    private final List<Route> routes = new ArrayList<>();

    /**
     * Adds a route.
     *
     * @param pattern a path of which any whole segment may be a name in braces: {@code /api/phones/{number}/messages}
     */
    public void on(String method, String pattern, Handler handler) {
        routes.add(new Route(method, segments(pattern), handler));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return Answer.problem(413, "request_too_large", "The body is larger than 256 KiB.");
        }
        String path = exchange.getRequestURI().getRawPath();
        List<Route> found = routes.stream().filter(route -> route.leadsTo(path)).toList();
        if (found.isEmpty()) {
            return Answer.problem(404, "not_found", "There is nothing at this address.");
        }
        Optional<Route> route = found.stream()
                .filter(candidate -> candidate.method.equals(exchange.getRequestMethod()))
                .findFirst();
        if (route.isEmpty()) {
            String allowed = found.stream().map(Route::method).distinct().collect(Collectors.joining(", "));
            return Answer.problem(405, "method_not_allowed", "This address takes " + allowed + ".")
                    .with("Allow", allowed);
        }
        return answer(route.get(), exchange, new String(body, StandardCharsets.UTF_8));
    }

    private static Answer answer(Route route, HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getRawPath();
        try {
            return route.handler.handle(new Request(
                    path,
                    Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                    route.variables(path),
                    body,
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
        } catch (BadRequest e) {
            return Answer.problem(400, "malformed_request", e.sentence());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, () -> "A " + route.method + " request failed", e);
            return Answer.problem(500, "internal_error", "The simulator has a defect; its log says more.");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (!answer.contentType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private record Route(String method, List<String> pattern, Handler handler) {

        boolean leadsTo(String path) {
            List<String> actual = segments(path);
            if (actual.size() != pattern.size()) {
                return false;
            }
            for (int i = 0; i < pattern.size(); i++) {
                if (!isVariable(pattern.get(i)) && !pattern.get(i).equals(actual.get(i))) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> variables(String path) {
            List<String> actual = segments(path);
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < pattern.size(); i++) {
                String segment = pattern.get(i);
                if (isVariable(segment)) {
                    variables.put(segment.substring(1, segment.length() - 1), decode(actual.get(i)));
                }
            }
            return variables;
        }

        private static boolean isVariable(String segment) {
            return segment.startsWith("{");
        }

        /** In a path a plus sign is a plus sign, as in a phone number; only in forms is it a space. */
        private static String decode(String segment) {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}

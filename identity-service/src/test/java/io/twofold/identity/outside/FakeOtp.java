package io.twofold.identity.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.twofold.kit.phone.PhoneNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * otp-service as its contract describes it, in memory: one live code, five tries and five sends a binding, whatever
 * challenge they came by. What it sent, and what it is told to do next, goes over HTTP too ({@code /control}), because
 * Quarkus loads tests and their resources in different class loaders.
 */
public final class FakeOtp implements QuarkusTestResourceLifecycleManager {

    private static final int TRIES = 5;
    private static final int SENDS = 5;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final ObjectMapper json = new ObjectMapper();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Binding> bindings = new LinkedHashMap<>();
    private final Map<String, Challenge> challenges = new LinkedHashMap<>();
    private final List<Map<String, Object>> sent = new ArrayList<>();
    private @Nullable HttpServer server;
    private Behaviour behaviour = Behaviour.NORMAL;
    private Duration ahead = Duration.ZERO;

    /**
     * @param refusal answered to every call that would send, as {@code status code [retryAfter]}
     * @param down whether no call is answered
     * @param loseVerdicts whether a verification is done, and its answer lost
     * @param resendAfter seconds between two sends of a binding
     * @param expired whether codes are too old when they come back
     * @param warning the code of what is to be told with every code, or nothing
     */
    private record Behaviour(
            @Nullable String refusal,
            boolean down,
            boolean loseVerdicts,
            int resendAfter,
            boolean expired,
            @Nullable String warning) {
        static final Behaviour NORMAL = new Behaviour(null, false, false, 0, false, null);
    }

    private static final class Binding {
        final String name;
        int wrong;
        int sends;
        Instant lastSend = Instant.EPOCH;
        final List<String> formerCodes = new ArrayList<>();

        Binding(String name) {
            this.name = name;
        }
    }

    private static final class Challenge {
        final String id = UUID.randomUUID().toString();
        final Binding binding;
        final String purpose;
        String channel;

        @Nullable PhoneNumber destination;

        String code = "";
        String state = "pending";

        Challenge(Binding binding, String purpose, String channel, @Nullable PhoneNumber destination) {
            this.binding = binding;
            this.purpose = purpose;
            this.channel = channel;
            this.destination = destination;
        }
    }

    private record Reply(
            int status, Map<String, Object> body, @Nullable Integer retryAfter) {
        static Reply ok(int status, Map<String, Object> body) {
            return new Reply(status, body, null);
        }

        static Reply problem(int status, String code) {
            return new Reply(
                    status, Map.of("type", "urn:twofold:problem:" + code, "status", status, "code", code), null);
        }

        static Reply wait(String code, int seconds) {
            return new Reply(429, problem(429, code).body(), seconds);
        }

        Reply with(String member, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(body);
            more.put(member, value);
            return new Reply(status, more, retryAfter);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        return Map.of(
                "twofold.otp.url", "http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
            JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
            Reply reply;
            boolean lost;
            synchronized (this) {
                if (path[0].equals("control")) {
                    reply = control(exchange.getRequestMethod(), path, body);
                    lost = false;
                } else {
                    boolean verdict = path[path.length - 1].equals("verify");
                    lost = behaviour.down() || (behaviour.loseVerdicts() && verdict);
                    reply = behaviour.down()
                            ? Reply.problem(503, "temporarily_unavailable")
                            : serve(exchange, path, body);
                }
            }
            if (lost) {
                return; // closing without an answer is what a caller sees of a crash
            }
            send(exchange, reply);
        }
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        boolean good = reply.status() < 400;
        exchange.getResponseHeaders().set("Content-Type", good ? "application/json" : "application/problem+json");
        if (reply.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", reply.retryAfter().toString());
        }
        if (reply.status() == 204) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        byte[] text = json.writeValueAsString(reply.body()).getBytes(UTF_8);
        exchange.sendResponseHeaders(reply.status(), text.length);
        exchange.getResponseBody().write(text);
    }

    private Reply serve(HttpExchange exchange, String[] path, JsonNode body) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("Bearer ey")) {
            return Reply.problem(401, "unauthorized");
        }
        if (path.length < 2 || !path[1].equals("challenges")) {
            return Reply.problem(404, "not_found");
        }
        String call = exchange.getRequestMethod() + (path.length == 4 ? " " + path[3] : path.length == 3 ? " id" : "");
        if (call.equals("POST")) {
            return issue(body);
        }
        Challenge challenge = path.length > 2 ? challenges.get(path[2]) : null;
        if (challenge == null) {
            return Reply.problem(404, "not_found");
        }
        return switch (call) {
            case "POST resend" -> resend(challenge, body);
            case "POST verify" -> verify(challenge, body);
            case "GET id" -> Reply.ok(200, view(challenge));
            case "DELETE id" -> cancel(challenge);
            default -> Reply.problem(405, "method_not_allowed");
        };
    }

    private Reply issue(JsonNode body) {
        String channel = body.path("channel").asText();
        Optional<PhoneNumber> number = number(body.path("destination"));
        if (!channel.equals("caller") && number.isEmpty()) {
            return Reply.problem(422, "invalid_phone_number");
        }
        Binding binding = bindings.computeIfAbsent(body.path("binding").asText(), Binding::new);
        if (binding.wrong >= TRIES) {
            return Reply.wait("too_many_attempts", 600);
        }
        Optional<Reply> refusal = refusal(binding);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Challenge challenge = new Challenge(binding, body.path("purpose").asText(), channel, number.orElse(null));
        challenges.values().stream()
                .filter(other -> other.binding == binding && other.state.equals("pending"))
                .forEach(other -> other.state = "superseded");
        challenges.put(challenge.id, challenge);
        issueCode(
                challenge,
                body.path("proven").asBoolean(),
                body.path("clientIp").asText());
        return Reply.ok(201, view(challenge));
    }

    private Reply resend(Challenge challenge, JsonNode body) {
        switch (challenge.state) {
            case "verified" -> {
                return Reply.problem(409, "code_already_used");
            }
            case "superseded" -> {
                return Reply.problem(422, "code_superseded");
            }
            case "cancelled" -> {
                return Reply.problem(410, "code_expired");
            }
            default -> {
                if (challenge.binding.wrong >= TRIES) {
                    return Reply.wait("too_many_attempts", 600);
                }
            }
        }
        Optional<Reply> refusal = refusal(challenge.binding);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (body.hasNonNull("channel")) {
            challenge.channel = body.path("channel").asText();
        }
        number(body.path("destination")).ifPresent(number -> challenge.destination = number);
        challenge.binding.formerCodes.add(challenge.code);
        issueCode(
                challenge,
                body.path("proven").asBoolean(),
                body.path("clientIp").asText());
        return Reply.ok(200, view(challenge));
    }

    private Optional<Reply> refusal(Binding binding) {
        if (behaviour.refusal() != null) {
            String[] parts = behaviour.refusal().split(" ", -1);
            Reply refused = Reply.problem(Integer.parseInt(parts[0]), parts[1]).with("detail", "As told.");
            if (parts[1].equals("phone_number_recently_changed")) {
                refused = refused.with("usableAt", "2030-01-01T00:00:00Z");
            }
            return Optional.of(
                    new Reply(refused.status(), refused.body(), parts.length > 2 ? Integer.valueOf(parts[2]) : null));
        }
        if (binding.sends >= SENDS) {
            return Optional.of(Reply.wait("too_many_codes", 600));
        }
        long left = Duration.between(now(), binding.lastSend.plusSeconds(behaviour.resendAfter()))
                .toSeconds();
        return binding.sends > 0 && left > 0
                ? Optional.of(Reply.wait("resend_too_soon", (int) left))
                : Optional.empty();
    }

    private void issueCode(Challenge challenge, boolean proven, String clientIp) {
        String code;
        do {
            code = "%06d".formatted(random.nextInt(1_000_000));
        } while (code.equals(challenge.code) || challenge.binding.formerCodes.contains(code));
        challenge.code = code;
        challenge.binding.sends++;
        challenge.binding.lastSend = now();
        PhoneNumber destination = challenge.destination;
        sent.add(Map.of(
                "challengeId",
                challenge.id,
                "binding",
                challenge.binding.name,
                "purpose",
                challenge.purpose,
                "channel",
                challenge.channel,
                "to",
                destination == null ? "" : destination.e164(),
                "proven",
                proven,
                "code",
                code,
                "clientIp",
                clientIp));
    }

    private Reply verify(Challenge challenge, JsonNode body) {
        Binding binding = challenge.binding;
        if (!binding.name.equals(body.path("binding").asText())) {
            return Reply.problem(404, "not_found");
        }
        String code = body.path("code").asText();
        if (challenge.state.equals("verified")) {
            return Reply.problem(409, "code_already_used");
        }
        if (challenge.state.equals("cancelled")) {
            return Reply.problem(410, "code_expired");
        }
        if (binding.wrong >= TRIES) {
            return Reply.wait("too_many_attempts", 600);
        }
        if (behaviour.expired()) {
            return Reply.problem(410, "code_expired");
        }
        if (challenge.state.equals("pending") && challenge.code.equals(code)) {
            challenge.state = "verified";
            return Reply.ok(200, Map.of("verified", true, "verifiedAt", now().toString()));
        }
        binding.wrong++;
        boolean former = binding.formerCodes.contains(code) || challenge.code.equals(code);
        return Reply.problem(422, former ? "code_superseded" : "incorrect_code")
                .with("attemptsLeft", TRIES - binding.wrong);
    }

    private Reply cancel(Challenge challenge) {
        if (challenge.state.equals("pending")) {
            challenge.state = "cancelled";
        }
        return Reply.ok(204, Map.of());
    }

    private Map<String, Object> view(Challenge challenge) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("challengeId", challenge.id);
        view.put("channel", challenge.channel);
        PhoneNumber destination = challenge.destination;
        if (destination != null) {
            view.put(
                    "sentTo",
                    Map.of(
                            "country", destination.country(),
                            "masked", destination.masked(),
                            "lastDigits", destination.lastDigits()));
        }
        view.put("state", challenge.state);
        view.put("expiresAt", challenge.binding.lastSend.plus(LIFETIME).toString());
        view.put("resendAvailableAt", challenge.binding.lastSend.plusSeconds(30).toString());
        view.put("attemptsLeft", TRIES - challenge.binding.wrong);
        if (challenge.channel.equals("caller")) {
            view.put("code", challenge.code);
        }
        if (behaviour.warning() != null) {
            view.put("warning", Map.of("code", behaviour.warning(), "text", "Mind the number."));
        }
        return view;
    }

    private static Optional<PhoneNumber> number(JsonNode destination) {
        return destination.hasNonNull("number")
                ? PhoneNumber.parse(
                        destination.hasNonNull("country")
                                ? destination.path("country").asText()
                                : null,
                        destination.path("number").asText())
                : Optional.empty();
    }

    private Reply control(String method, String[] path, JsonNode body) {
        return switch (method + " " + path[1]) {
            case "GET sent" -> Reply.ok(200, Map.of("sent", List.copyOf(sent)));
            case "GET challenges" -> {
                Challenge challenge = challenges.get(path[2]);
                yield challenge == null
                        ? Reply.problem(404, "not_found")
                        : Reply.ok(200, Map.of("state", challenge.state));
            }
            case "PUT behaviour" -> {
                behaviour = new Behaviour(
                        body.hasNonNull("refusal") ? body.path("refusal").asText() : null,
                        body.path("down").asBoolean(),
                        body.path("loseVerdicts").asBoolean(),
                        body.path("resendAfter").asInt(),
                        body.path("expired").asBoolean(),
                        body.hasNonNull("warning") ? body.path("warning").asText() : null);
                yield Reply.ok(204, Map.of());
            }
            case "PUT time" -> {
                ahead = Duration.ofMillis(body.path("aheadMillis").asLong());
                yield Reply.ok(204, Map.of());
            }
            default -> Reply.problem(404, "not_found");
        };
    }

    private Instant now() {
        return Instant.now().plus(ahead);
    }
}

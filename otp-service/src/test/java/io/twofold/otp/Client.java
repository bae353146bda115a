package io.twofold.otp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.testing.TokenAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/** A service that calls this one. */
public final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int EXCHANGES = 700;
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final AtomicInteger PREFIXES = new AtomicInteger(900);
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    /** Long after whatever a test moves the clock to. */
    private static final NumericDate FAR_AWAY = NumericDate.fromSeconds(4_000_000_000L);

    private final String token;

    Client(String id) {
        this(id, "otp");
    }

    Client(String id, String scope) {
        this.token = TokenAuthority.token(claims -> {
            claims.setAudience("otp-service");
            claims.setSubject(id);
            claims.setStringClaim("client_id", id);
            claims.setStringClaim("scope", scope);
            claims.setExpirationTime(FAR_AWAY);
        });
    }

    public static Client identity() {
        return new Client("identity");
    }

    public static Client partner() {
        return new Client("partner");
    }

    public static Client operator() {
        return new Client("operator", "admin");
    }

    /** A number that no other test uses, in Cupertino, for texts and calls. Few of the others share its prefix. */
    public static String freshNumber() {
        int number = NUMBERS.getAndIncrement();
        return "+1408%03d%04d".formatted(200 + number % EXCHANGES, number / EXCHANGES);
    }

    /** Numbers that no other test uses, which differ in their last four digits only. */
    public static List<String> numbersOfOnePrefix(int count) {
        String prefix = "+1408" + PREFIXES.getAndIncrement();
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + "%04d".formatted(i))
                .toList();
    }

    /** An address of the network 198.18.0.0/15, which RFC 2544 sets aside for tests. */
    public static String freshAddress() {
        int address = ADDRESSES.getAndIncrement();
        return "198.18.%d.%d".formatted(address / 256, address % 256);
    }

    public static String freshBinding() {
        return UUID.randomUUID().toString();
    }

    /** A partner's request for a text. */
    public static Map<String, Object> text(String binding, String number) {
        return with(
                Map.of("purpose", "custom", "binding", binding, "channel", "sms"),
                "destination",
                Map.of("number", number));
    }

    /** A partner's request for a code that it delivers itself. */
    public static Map<String, Object> byCaller(String binding) {
        return Map.of("purpose", "custom", "binding", binding, "channel", "caller");
    }

    public static Map<String, Object> with(Map<String, Object> body, String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(body);
        more.put(member, value);
        return more;
    }

    public Reply issue(Map<String, Object> body) {
        return send("POST", "/v1/challenges", body);
    }

    public Reply issue(Map<String, Object> body, String idempotencyKey) {
        return send("POST", "/v1/challenges", body, "Idempotency-Key", idempotencyKey);
    }

    public Reply resend(String id) {
        return resend(id, Map.of());
    }

    public Reply resend(String id, Map<String, Object> body) {
        return send("POST", "/v1/challenges/" + id + "/resend", body);
    }

    public Reply verify(String id, String binding, String code) {
        return send("POST", "/v1/challenges/" + id + "/verify", Map.of("code", code, "binding", binding));
    }

    public Reply get(String id) {
        return send("GET", "/v1/challenges/" + id, null);
    }

    public Reply cancel(String id) {
        return send("DELETE", "/v1/challenges/" + id, null);
    }

    public Reply send(String method, String path, @Nullable Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + path))
                .header("Authorization", "Bearer " + token)
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : json(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(answer.statusCode(), JSON.readTree(answer.body()), answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        try {
            return HttpRequest.BodyPublishers.ofString(
                    body instanceof String text ? text : JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Makes calls that all start at the same moment. */
    public static List<Reply> atOnce(int count, IntFunction<Reply> call) {
        CyclicBarrier start = new CyclicBarrier(count);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Reply>> calls = IntStream.range(0, count)
                    .<Callable<Reply>>mapToObj(i -> () -> {
                        start.await();
                        return call.apply(i);
                    })
                    .toList();
            return threads.invokeAll(calls).stream().map(Client::resultOf).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Reply resultOf(Future<Reply> call) {
        try {
            return call.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

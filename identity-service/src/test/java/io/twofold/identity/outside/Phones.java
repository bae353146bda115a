package io.twofold.identity.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;

/** The phones of the people in a test: what {@link FakeOtp} sent them, and how it behaves. */
public final class Phones {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger NEXT = new AtomicInteger((int) (System.nanoTime() % 9_000));

    private Phones() {}

    /**
     * One code that went out.
     *
     * @param to E.164, empty where the code went to the caller
     * @param clientIp who identity-service said was asking
     */
    public record Sent(
            String challengeId,
            String binding,
            String purpose,
            String channel,
            String to,
            boolean proven,
            String code,
            String clientIp) {}

    /** A valid mobile number of the United States that no other test has. */
    public static String aNumber() {
        int next = Math.floorMod(NEXT.incrementAndGet(), 10_000);
        return "+1408974" + "%04d".formatted(next);
    }

    /** Everything sent to a number, oldest first. */
    public static List<Sent> sentTo(String e164) {
        return all().stream().filter(sent -> sent.to().equals(e164)).toList();
    }

    /** Everything sent for a sign-in, enrolment or verification, oldest first. */
    public static List<Sent> sentFor(String binding) {
        return all().stream().filter(sent -> sent.binding().equals(binding)).toList();
    }

    /** The newest code sent to a number. */
    public static String codeSentTo(String e164) {
        return sentTo(e164).getLast().code();
    }

    /** A code that is not the newest one sent to a number. */
    public static String wrongCodeFor(String e164) {
        return "%06d".formatted((Integer.parseInt(codeSentTo(e164)) + 1) % 1_000_000);
    }

    /** {@code pending}, {@code superseded}, {@code verified} or {@code cancelled}. */
    public static String stateOf(String challengeId) {
        return call("GET", "/control/challenges/" + challengeId, "")
                .path("state")
                .asText();
    }

    /** Every call that would send is refused: {@code 422 phone_number_not_allowed}, {@code 429 too_many_codes 60}. */
    public static Behaving refusing(String refusal) {
        return behaving(Map.of("refusal", refusal));
    }

    /** otp-service answers nobody. */
    public static Behaving down() {
        return behaving(Map.of("down", true));
    }

    /** otp-service checks codes and is cut off before it can answer. */
    public static Behaving losingVerdicts() {
        return behaving(Map.of("loseVerdicts", true));
    }

    /** Codes are too old when they come back. */
    public static Behaving expiring() {
        return behaving(Map.of("expired", true));
    }

    /** A second code has to wait. */
    public static Behaving resendingAfter(int seconds) {
        return behaving(Map.of("resendAfter", seconds));
    }

    /** Something is told with every code. */
    public static Behaving warning(String code) {
        return behaving(Map.of("warning", code));
    }

    /** otp-service's time is so far ahead of the real one. */
    static void runAhead(Duration ahead) {
        call("PUT", "/control/time", "{\"aheadMillis\":" + ahead.toMillis() + "}");
    }

    /** Closing it makes everything normal again. */
    public interface Behaving extends AutoCloseable {
        @Override
        void close();
    }

    private static Behaving behaving(Map<String, Object> behaviour) {
        set(behaviour);
        return () -> set(Map.of());
    }

    private static void set(Map<String, Object> behaviour) {
        try {
            call("PUT", "/control/behaviour", JSON.writeValueAsString(behaviour));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Sent> all() {
        return StreamSupport.stream(
                        call("GET", "/control/sent", "").path("sent").spliterator(), false)
                .map(sent -> JSON.convertValue(sent, Sent.class))
                .toList();
    }

    private static JsonNode call(String method, String path, String body) {
        String url = ConfigProvider.getConfig().getValue("twofold.otp.url", String.class);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return JSON.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

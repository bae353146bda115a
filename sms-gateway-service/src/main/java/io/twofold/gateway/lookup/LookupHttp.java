package io.twofold.gateway.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks over HTTP. The JDK's own client, which neither traces nor measures: numbers stand in paths. A question may be
 * repeated without harm, and no redirect is followed.
 */
@Singleton
class LookupHttp {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back; a body that isn't JSON is nothing. */
    record Reply(int status, JsonNode body) {}

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /**
     * @param timeout for the whole answer
     * @return empty if none came in time
     */
    Optional<Reply> send(HttpRequest request, Duration timeout) {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
        try {
            HttpResponse<String> response = answer.get(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS);
            return Optional.of(new Reply(response.statusCode(), read(response.body())));
        } catch (ExecutionException | TimeoutException _) {
            answer.cancel(true);
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            return Optional.empty();
        }
    }

    private static JsonNode read(String body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }
}

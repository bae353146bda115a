package io.twofold.gateway.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.twofold.gateway.lookup.LookupSource.Answer;
import jakarta.inject.Singleton;
import java.net.URI;
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
import org.jspecify.annotations.Nullable;

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
    record Reply(int status, JsonNode body) {

        /** Whether the body names a code of the source's own: an address that isn't its may answer with any status. */
        boolean says(String code) {
            return body.path("code").asText("").equals(code);
        }

        /** What a status means that isn't one of the source's own: trouble at the source, or with the number. */
        Answer refusal() {
            return switch (status) {
                case 400, 403, 404, 409, 410, 422, 451 -> new Answer.Refused("status_" + status);
                default -> new Answer.Failed("status_" + status);
            };
        }
    }

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

    /**
     * Whether a source may be asked there.
     *
     * @throws IllegalStateException if numbers and secrets would travel in clear and nobody has said that they may
     */
    static void checkEncrypted(URI address, LookupsConfig.Source source, String setting) {
        if ("https".equals(address.getScheme()) || source.plainText() || isThisMachine(address.getHost())) {
            return;
        }
        throw new IllegalStateException(setting
                + ": an address of it would carry numbers and secrets unencrypted: use https, or set " + setting
                + ".plain-text=true");
    }

    private static boolean isThisMachine(@Nullable String host) {
        // Only what is an address already: names aren't asked for.
        return host != null && host.matches("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
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

package io.twofold.simulator.twilio;

import io.twofold.simulator.http.Form;
import io.twofold.simulator.provider.Pause;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's signed requests to whoever uses it. One that can't be delivered or is answered with a 5xx is tried again, five
 * times in all, with waits from a quarter of a second doubling to two seconds; any other answer is final. They go to this
 * machine only.
 */
final class Callbacks implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Callbacks.class.getName());
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Credentials credentials;
    private @Nullable HttpClient client;

    Callbacks(Credentials credentials) {
        this.credentials = credentials;
    }

    /** The address if it is one that may be called back: HTTP or HTTPS, on this machine. */
    static Optional<URI> address(String url) {
        try {
            URI address = URI.create(url);
            boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null && isLoopback(address.getHost())
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Sends one request and returns what was answered to it.
     *
     * @param method POST: the parameters are the body; GET: they are put in the query
     * @return the body of a 2xx answer, empty if there was none of that kind
     */
    Optional<String> send(String method, URI address, Map<String, String> parameters) {
        HttpRequest request = request(method, address, parameters);
        Duration wait = FIRST_WAIT;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                HttpResponse<String> response = client().send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() / 100 == 2) {
                    return Optional.of(response.body());
                }
                LOG.log(Level.WARNING, "A callback was answered with {0}, attempt {1}", response.statusCode(), attempt);
                if (response.statusCode() / 100 != 5) {
                    return Optional.empty();
                }
            } catch (IOException e) {
                LOG.log(
                        Level.WARNING,
                        "A callback found nobody ({0}), attempt {1}",
                        e.getClass().getSimpleName(),
                        attempt);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            if (attempt < ATTEMPTS) {
                Pause.of(wait);
                wait = wait.multipliedBy(2);
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }

    /** Built for the first callback, since it brings the whole of TLS with it: a third of the time to start. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
        }
        return client;
    }

    private HttpRequest request(String method, URI address, Map<String, String> parameters) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .timeout(PATIENCE)
                .header("User-Agent", "TwilioProxy/1.1")
                .header("I-Twilio-Idempotency-Token", UUID.randomUUID().toString());
        if (method.equals("GET")) {
            String url = address + (address.getRawQuery() == null ? "?" : "&") + Form.encode(parameters);
            return request.uri(URI.create(url))
                    .header("X-Twilio-Signature", Signature.of(credentials.authToken(), url, Map.of()))
                    .GET()
                    .build();
        }
        return request.uri(address)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("X-Twilio-Signature", Signature.of(credentials.authToken(), address.toString(), parameters))
                .POST(HttpRequest.BodyPublishers.ofString(Form.encode(parameters)))
                .build();
    }

    /** No name is resolved: it is {@code localhost} or an address as such. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}

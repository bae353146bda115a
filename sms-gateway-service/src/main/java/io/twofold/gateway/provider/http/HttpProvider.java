package io.twofold.gateway.provider.http;

import io.twofold.gateway.message.Channel;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.OutboundMessage;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.Refusal;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.http.CarriersConfig.Carrier;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands texts to a carrier that configuration describes. The client follows no redirects and repeats nothing; as long as
 * there is no connection nothing was written, from then on a missing answer may hide a message that was taken.
 */
final class HttpProvider implements MessageProvider {

    /** Shorter than servers keep idle connections: one that they close as we use it would leave a delivery unknown. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    /** Bytes of an answer; what is longer isn't read to its end. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final String id;
    private final CarrierRequest request;
    private final AnswerReader answers;
    private final HttpMethod method;
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final HttpClient client;
    private final int connections;
    private final Clock clock;

    /**
     * @param receiptUrl where its receipts go, where they are taken
     * @throws IllegalStateException if the description can't work
     */
    HttpProvider(String id, Carrier carrier, Optional<String> receiptUrl, Vertx vertx, Clock clock) {
        this.id = id;
        this.request = new CarrierRequest(id, carrier, receiptUrl);
        this.answers = new AnswerReader("twofold.providers.http." + id + ".answer", carrier.answer());
        this.method = HttpMethod.valueOf(carrier.method().name());
        this.connectTimeout = carrier.connectTimeout();
        this.readTimeout = carrier.readTimeout();
        this.client = vertx.createHttpClient(options("twofold.providers.http." + id + ".tls", carrier), pool(carrier));
        this.connections = carrier.connections();
        this.clock = clock;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.SMS);
    }

    @Override
    public Handover handOver(OutboundMessage message) {
        if (!(message instanceof TextMessage text)) {
            return new NotTaken(Refusal.REJECTED_REQUEST, "no_calls", null);
        }
        Map<Placeholder, String> values = request.valuesOf(text, clock.instant());
        CompletableFuture<HttpClientRequest> connected =
                client.request(line(values)).toCompletionStage().toCompletableFuture();
        HttpClientRequest open;
        try {
            // The client gives up by itself; this is for a client that doesn't.
            open = connected.get(connectTimeout.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            CompletableFuture<Void> _ = connected.thenAccept(HttpClientRequest::reset);
            return new NotTaken(Refusal.UNAVAILABLE, "provider_unreachable", null);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            CompletableFuture<Void> _ = connected.thenAccept(HttpClientRequest::reset);
            return new NotTaken(Refusal.UNAVAILABLE, "interrupted", null);
        }
        return send(open, values);
    }

    /** A message that waited in the client's pool would look like one that the carrier doesn't answer. */
    @Override
    public int atATime() {
        return connections;
    }

    @Override
    public Duration longestHandover() {
        return connectTimeout.multipliedBy(2).plus(readTimeout);
    }

    /** There is no list to look through that all carriers would have. */
    @Override
    public List<Report> find(TextMessage message, Instant since) {
        return List.of();
    }

    private Handover send(HttpClientRequest open, Map<Placeholder, String> values) {
        // Before it is sent: whoever begins to listen afterwards misses an answer that comes at once.
        Future<Reply> answer = open.response().compose(HttpProvider::read);
        Future<HttpClientResponse> _ = request.body(values).map(open::send).orElseGet(open::send);
        try {
            Reply reply =
                    answer.toCompletionStage().toCompletableFuture().get(readTimeout.toMillis(), TimeUnit.MILLISECONDS);
            return answers.read(reply);
        } catch (ExecutionException _) {
            return new Unclear("no_answer_from_provider");
        } catch (TimeoutException _) {
            open.reset();
            return new Unclear("no_answer_from_provider");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            open.reset();
            return new Unclear("interrupted");
        }
    }

    private static Future<Reply> read(HttpClientResponse response) {
        Promise<Reply> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(piece -> {
            if (body.length() + piece.length() > LONGEST_ANSWER) {
                whole.tryFail("The answer is too long");
                response.request().reset();
                return;
            }
            body.appendBuffer(piece);
        });
        response.endHandler(
                _ -> whole.tryComplete(new Reply(response.statusCode(), response.headers(), body.toString())));
        return whole.future();
    }

    private RequestOptions line(Map<Placeholder, String> values) {
        RequestOptions line = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(request.url(values))
                .setFollowRedirects(false)
                .setConnectTimeout(connectTimeout.toMillis());
        request.headers(values).forEach(line::putHeader);
        return line;
    }

    /** Numbers and codes are in requests and answers: no trace and no log of them. */
    private static HttpClientOptions options(String setting, Carrier carrier) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(carrier.connectTimeout().toMillis()))
                .setKeepAliveTimeout(Math.toIntExact(KEEP_ALIVE.toSeconds()))
                .setTracingPolicy(TracingPolicy.IGNORE)
                .setLogActivity(false);
        CarriersConfig.Tls tls = carrier.tls();
        tls.trust()
                .ifPresent(path ->
                        options.setTrustOptions(new PemTrustOptions().addCertPath(readable(setting + ".trust", path))));
        if (tls.certificate().isPresent() != tls.key().isPresent()) {
            throw new IllegalStateException(setting + ".certificate and .key belong together");
        }
        if (tls.certificate().isPresent()) {
            options.setKeyCertOptions(new PemKeyCertOptions()
                    .addCertPath(
                            readable(setting + ".certificate", tls.certificate().get()))
                    .addKeyPath(readable(setting + ".key", tls.key().get())));
        }
        return options;
    }

    /** The client itself would look at the first message, and not find it then. */
    private static String readable(String setting, Path path) {
        if (!Files.isReadable(path)) {
            throw new IllegalStateException(setting + " can't be read: " + path);
        }
        return path.toString();
    }

    private static PoolOptions pool(Carrier carrier) {
        return new PoolOptions().setHttp1MaxSize(carrier.connections());
    }
}

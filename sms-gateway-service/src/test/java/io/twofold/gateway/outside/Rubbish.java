package io.twofold.gateway.outside;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Webhooks that nobody signed, or somebody else, many at a time. */
public final class Rubbish {

    private static final int AT_A_TIME = 16;

    private Rubbish() {}

    /**
     * What came of them.
     *
     * @param statuses how often which status was the answer
     * @param lines what was logged meanwhile at INFO or above, by whomever
     */
    public record Outcome(Map<Integer, Integer> statuses, List<String> lines) {}

    /** Sends so many, each without a signature, with a short one, or with one of the right length, in turn. */
    public static Outcome flood(int count, String path, String header, String wrongSignature) {
        List<String> lines = new ArrayList<>();
        Handler log = new Handler() {
            @Override
            public synchronized void publish(LogRecord record) {
                if (record.getLevel().intValue() >= Level.INFO.intValue()) {
                    lines.add(record.getLoggerName() + ": " + record.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Map<Integer, Integer> statuses = new TreeMap<>();
        Logger root = Logger.getLogger("");
        root.addHandler(log);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
                HttpClient client = HttpClient.newHttpClient()) {
            List<Callable<Integer>> requests = IntStream.range(0, count)
                    .<Callable<Integer>>mapToObj(i -> () -> send(client, i, path, header, wrongSignature))
                    .toList();
            for (Future<Integer> answer : threads.invokeAll(requests)) {
                statuses.merge(answer.get(), 1, Integer::sum);
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            root.removeHandler(log);
        }
        synchronized (log) {
            return new Outcome(statuses, List.copyOf(lines));
        }
    }

    private static int send(HttpClient client, int i, String path, String header, String wrongSignature)
            throws IOException, InterruptedException {
        String url = ConfigProvider.getConfig().getValue("test.url", String.class) + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", i % 2 == 0 ? "application/x-www-form-urlencoded" : "application/json")
                .POST(BodyPublishers.ofString("{\"id\":\"" + i + "\"}&" + "x=%00&".repeat(i % 300)));
        switch (i % 3) {
            case 0 -> {}
            case 1 -> request.header(header, "rubbish");
            default -> request.header(header, wrongSignature);
        }
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}

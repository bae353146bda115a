package io.twofold.gateway.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Twilio's API over real HTTP, as far as the service uses it, with its misbehaviours: told per number, one for each request,
 * the last for all that follow. Receipts are sent by the test.
 */
public final class FakeTwilio implements QuarkusTestResourceLifecycleManager {

    /** Not where the service listens: signatures must be checked over this one all the same. */
    public static final String PUBLIC_ADDRESS = "https://gateway.example.org";

    public static final String FROM = "+14155550100";

    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String TOKEN = "token-of-the-tests";
    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(UTF_8));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Map<String, Deque<Conduct>> CONDUCTS = new ConcurrentHashMap<>();
    private static final Map<String, Integer> REQUESTS = new ConcurrentHashMap<>();
    private static final List<Handed> TAKEN = new CopyOnWriteArrayList<>();
    private static final Set<String> HIDDEN = ConcurrentHashMap.newKeySet();
    private static final CountDownLatch END = new CountDownLatch(1);
    private static final HttpServer SERVER = listen();

    /** How a request to take something is met. */
    public enum Conduct {
        TAKE,
        /** Taken at once, answered when the client has given up. */
        TAKE_AND_STALL,
        /** Taken, and the connection closed without an answer. */
        TAKE_AND_HANG_UP,
        /** As before, and it isn't in the list. */
        TAKE_AND_HIDE,
        /** Taken, and answered with something that isn't JSON. */
        TAKE_AND_BABBLE,
        /** Twilio's own 503. */
        REFUSE_FOR_NOW,
        /** A 503 by something in between, which may or may not have passed the request on. */
        PROXY_TROUBLE,
        /** Twilio's own 503, come again in an hour. */
        REFUSE_FOR_AN_HOUR,
        /** 429, come again when you like. */
        TOO_MANY,
        REJECT_NUMBER,
        BLOCK_AS_FRAUD,
        /** A redirect to where it would be taken. */
        REDIRECT,
        /** Taken, and answered with where to look at it. */
        TAKE_AND_REDIRECT
    }

    /**
     * Something that was taken.
     *
     * @param list {@code Messages} or {@code Calls}
     */
    public record Handed(String sid, String list, Map<String, String> form, ZonedDateTime at) {

        public String to() {
            return form.getOrDefault("To", "");
        }

        public String callback() {
            return form.getOrDefault("StatusCallback", "");
        }

        /** The delivery that the callback names. */
        public String deliveryId() {
            return callback().substring(callback().lastIndexOf('/') + 1);
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("twofold.messages.origin", "localhost"),
                Map.entry("twofold.providers.twilio.base-url", address()),
                Map.entry("twofold.providers.twilio.account-sid", ACCOUNT),
                Map.entry("twofold.providers.twilio.auth-token", TOKEN),
                Map.entry("twofold.providers.twilio.from", FROM),
                Map.entry("twofold.providers.twilio.webhook-base-url", PUBLIC_ADDRESS),
                Map.entry("quarkus.rest-client.twilio.read-timeout", "3000"),
                Map.entry("twofold.delivery.poll-interval", "PT0.05S"),
                Map.entry("twofold.delivery.retry-after", "PT0.1S"),
                Map.entry("twofold.delivery.longest-retry-after", "PT0.2S"),
                Map.entry("twofold.delivery.look-after", "PT0.2S"),
                Map.entry("twofold.routing.routes.US.sms", "twilio"),
                Map.entry("twofold.routing.routes.US.voice", "twilio"),
                Map.entry("twofold.routing.routes.GB.sms", "twilio,understudy"),
                Map.entry("twofold.routing.routes.FR.sms", "understudy"),
                Map.entry("twofold.routing.routes.IT.sms", "understudy,twilio"),
                Map.entry("twofold.routing.circuit.open-for", "PT0.2S"),
                Map.entry("twofold.routing.circuit.longest-open-for", "PT0.2S"),
                Map.entry("twofold.routing.refresh-interval", "PT1S"),
                Map.entry("twofold.prices.list.twilio.sms.US", "0.0079"),
                Map.entry("twofold.prices.list.twilio.sms.other", "0.05"),
                Map.entry("twofold.prices.list.twilio.voice.other", "0.013"),
                Map.entry("twofold.prices.list.understudy.sms.GB", "0.02"),
                Map.entry("twofold.message-limits.number", "8/PT1H"),
                Map.entry("twofold.message-limits.countries.IS", "10"),
                Map.entry("twofold.message-limits.countries.NO", "40"),
                Map.entry("twofold.message-limits.countries.FO", "2"),
                Map.entry("twofold.message-limits.countries.GL", "2"),
                Map.entry("twofold.message-limits.countries.AD", "2"),
                Map.entry("twofold.templates.parcel.text.en", "Your parcel is at {place}. {brand}"),
                Map.entry("twofold.templates.parcel.text.ar", "{brand}: طردك في {place}"),
                Map.entry("twofold.templates.parcel.parameters.place.max-length", "20"),
                Map.entry("twofold.templates.parcel.clients", "partner"),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"));
    }

    @Override
    public void stop() {
        END.countDown();
    }

    public static String address() {
        return "http://localhost:" + SERVER.getAddress().getPort();
    }

    /** How requests for a number are met, one after the other; the last word stays. */
    public static void towards(String number, Conduct... conducts) {
        CONDUCTS.put(number, new ArrayDeque<>(Arrays.asList(conducts)));
    }

    /** What was taken for a number, in order. */
    public static List<Handed> takenFor(String number) {
        return TAKEN.stream().filter(handed -> handed.to().equals(number)).toList();
    }

    /** How often it was asked to take something for a number. */
    public static int requestsFor(String number) {
        return REQUESTS.getOrDefault(number, 0);
    }

    /** Sends the receipt for a message or call and returns the status of the answer. */
    public static int report(Handed handed, String status, String... more) {
        Map<String, String> form = receipt(handed, status, more);
        return post(handed, form, sign(handed.callback(), form));
    }

    /** Sends a receipt with a signature of the test's choice. */
    public static int post(Handed handed, Map<String, String> form, String signature) {
        return post(handed.callback(), form, signature);
    }

    public static int post(String callback, Map<String, String> form, String signature) {
        return post(callback, "application/x-www-form-urlencoded; charset=UTF-8", encode(form), signature);
    }

    private static int post(String callback, String type, String body, String signature) {
        String url = callback.replace(PUBLIC_ADDRESS, ConfigProvider.getConfig().getValue("test.url", String.class));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", type)
                .header("X-Twilio-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static Map<String, String> receipt(Handed handed, String status, String... more) {
        boolean isMessage = handed.list().equals("Messages");
        Map<String, String> form = new LinkedHashMap<>();
        form.put(isMessage ? "MessageSid" : "CallSid", handed.sid());
        form.put(isMessage ? "MessageStatus" : "CallStatus", status);
        form.put("AccountSid", ACCOUNT);
        form.put("To", handed.to());
        form.put("From", FROM);
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return form;
    }

    /** Sends a receipt in JSON, with the hash and the signature of the text it is said to be. */
    public static int postJson(Handed handed, String body, String signedBody) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(signedBody.getBytes(UTF_8));
            String address = handed.callback() + "?bodySHA256=" + HexFormat.of().formatHex(hash);
            return post(address, "application/json", body, sign(address, Map.of()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Written after Twilio's description, not after the code under test. */
    public static String sign(String url, Map<String, String> form) {
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(TOKEN.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer listen() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(
                    "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json", exchange -> serve(exchange, "Messages"));
            server.createContext(
                    "/2010-04-01/Accounts/" + ACCOUNT + "/Calls.json", exchange -> serve(exchange, "Calls"));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(HttpExchange exchange, String list) throws IOException {
        try (exchange) {
            if (!AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                error(exchange, 401, 20003);
                return;
            }
            if (exchange.getRequestMethod().equals("GET")) {
                list(exchange, list);
                return;
            }
            Map<String, String> form =
                    decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            take(exchange, list, form);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void take(HttpExchange exchange, String list, Map<String, String> form)
            throws IOException, InterruptedException {
        String number = form.getOrDefault("To", "");
        REQUESTS.merge(number, 1, Integer::sum);
        switch (next(number)) {
            case TAKE -> answer(exchange, 201, JSON.writeValueAsString(view(taken(list, form), "queued")));
            case TAKE_AND_STALL -> {
                taken(list, form);
                END.await(5, TimeUnit.SECONDS);
            }
            case TAKE_AND_HANG_UP -> taken(list, form);
            case TAKE_AND_HIDE -> taken("Hidden" + list, form);
            case TAKE_AND_BABBLE -> {
                taken(list, form);
                answer(exchange, 201, "<html>Created</html>");
            }
            case REFUSE_FOR_NOW -> error(exchange, 503, 20503);
            case PROXY_TROUBLE -> answer(exchange, 503, "upstream connect error or disconnect/reset before headers");
            case REFUSE_FOR_AN_HOUR -> {
                exchange.getResponseHeaders().set("Retry-After", "3600");
                error(exchange, 503, 20503);
            }
            case TOO_MANY -> error(exchange, 429, 20429);
            case REJECT_NUMBER -> error(exchange, 400, 21211);
            case BLOCK_AS_FRAUD -> error(exchange, 403, 30450);
            case REDIRECT -> redirect(exchange, 307);
            case TAKE_AND_REDIRECT -> {
                taken(list, form);
                redirect(exchange, 303);
            }
        }
    }

    private static void redirect(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Location", exchange.getRequestURI().toString());
        exchange.sendResponseHeaders(status, -1);
    }

    private static Conduct next(String number) {
        Deque<Conduct> conducts = CONDUCTS.getOrDefault(number, new ArrayDeque<>());
        synchronized (conducts) {
            Conduct next = conducts.size() > 1 ? conducts.poll() : conducts.peek();
            return next == null ? Conduct.TAKE : next;
        }
    }

    private static Handed taken(String list, Map<String, String> form) {
        String kind = list.endsWith("Messages") ? "SM" : "CA";
        String sid = kind + UUID.randomUUID().toString().replace("-", "");
        Handed handed = new Handed(sid, list.replace("Hidden", ""), form, ZonedDateTime.now(ZoneOffset.UTC));
        TAKEN.add(handed);
        if (list.startsWith("Hidden")) {
            HIDDEN.add(sid);
        }
        return handed;
    }

    private static void list(HttpExchange exchange, String list) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String number = decode(query == null ? "" : query).getOrDefault("To", "");
        List<Map<String, Object>> found = takenFor(number).stream()
                .filter(handed -> handed.list().equals(list) && !HIDDEN.contains(handed.sid()))
                .map(handed -> view(handed, list.equals("Messages") ? "sent" : "in-progress"))
                .toList();
        answer(exchange, 200, JSON.writeValueAsString(Map.of(list.toLowerCase(Locale.ROOT), found)));
    }

    private static Map<String, Object> view(Handed handed, String status) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("sid", handed.sid());
        view.put("status", status);
        view.put("to", handed.to());
        view.put("body", handed.form().getOrDefault("Body", ""));
        view.put("num_segments", "1");
        view.put("date_created", DateTimeFormatter.RFC_1123_DATE_TIME.format(handed.at()));
        return view;
    }

    private static void error(HttpExchange exchange, int status, int code) throws IOException {
        answer(exchange, status, json(Map.of("code", code, "message", "No", "status", status)));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> decode(String form) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(
                    URLDecoder.decode(parts[0], UTF_8), parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        return parameters;
    }

    private static String encode(Map<String, String> form) {
        StringBuilder encoded = new StringBuilder();
        form.forEach((name, value) -> encoded.append(encoded.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        return encoded.toString();
    }
}

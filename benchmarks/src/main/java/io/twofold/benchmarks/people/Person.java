package io.twofold.benchmarks.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.load.Reply;
import io.twofold.benchmarks.load.Unexpected;
import io.twofold.benchmarks.stack.BenchStack;
import io.twofold.benchmarks.stack.Patience;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Somebody with an account and one device. For one thread at a time. */
public final class Person {

    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");

    private final BenchStack stack;
    private final String email = "p-" + UUID.randomUUID() + "@example.org";
    private final String phoneNumber;
    private final Map<String, String> origin;

    private String password = newPassword();
    private String accountId = "";
    private String accessToken = "";
    private String refreshToken = "";
    private @Nullable String deviceToken;

    /**
     * @param address that this person's requests come from
     */
    Person(BenchStack stack, String phoneNumber, String address) {
        this.stack = stack;
        this.phoneNumber = phoneNumber;
        this.origin = Map.of("X-Forwarded-For", address);
    }

    public String email() {
        return email;
    }

    public String accountId() {
        return accountId;
    }

    public String accessToken() {
        return accessToken;
    }

    void register(Http http) {
        Map<String, String> body = Map.of("email", email, "password", password);
        Reply registration = onceThereIsRoom(() -> http.post(identity(), "/v1/registrations", body, origin))
                .expect(202);
        String code =
                codeIn(Patience.until("letter", () -> last(http, "/api/mailboxes/" + email + "/letters", "letters")));
        String path = "/v1/registrations/" + registration.text("/registrationId") + "/code";
        Map<String, String> flow = with("Flow-Token", registration.text("/flowToken"));
        accountId = onceThereIsRoom(() -> http.post(identity(), path, Map.of("code", code), flow))
                .expect(201)
                .text("/accountId");
    }

    /** Signs in on the one device. */
    public void signIn(Http http) {
        Map<String, String> device = new HashMap<>(Map.of("name", "Laptop", "kind", "computer"));
        if (deviceToken != null) {
            device.put("token", deviceToken);
        }
        Reply reply = http.post(
                        identity(),
                        "/v1/sign-ins",
                        Map.of("email", email, "password", password, "device", device),
                        origin)
                .expect(200);
        deviceToken = reply.text("/device/token");
        keepTokens(reply);
    }

    void turnOnTwoFactor(Http http) {
        Map<String, Object> body = Map.of("phoneNumber", Map.of("number", phoneNumber), "method", "sms");
        Reply enrollment = onceThereIsRoom(() -> http.post(identity(), "/v1/two-factor/enrollments", body, asMyself()))
                .expect(202);
        String code = codeIn(
                Patience.until("text", () -> last(http, "/api/phones/" + phoneNumber + "/messages", "messages")));
        String path = "/v1/two-factor/enrollments/" + enrollment.text("/enrollmentId") + "/verify";
        keepTokens(onceThereIsRoom(() -> http.post(identity(), path, Map.of("code", code), asMyself()))
                .expect(200));
    }

    /** Proves anew who they are, which what is sensitive asks for. */
    public void reauthenticate(Http http) {
        keepTokens(http.post(identity(), "/v1/reauthentications", Map.of("password", password), asMyself())
                .expect(200));
    }

    /** Exchanges the refresh token. */
    public void renewTokens(Http http) {
        Reply reply = http.form(
                        identity(),
                        "/oauth2/token",
                        Map.of("grant_type", "refresh_token", "refresh_token", refreshToken),
                        origin)
                .expect(200);
        JsonNode tokens = reply.json();
        accessToken = tokens.path("access_token").asText();
        refreshToken = tokens.path("refresh_token").asText();
    }

    /** Makes an app-specific password. */
    public String makeAppPassword(Http http) {
        return http.post(stack.url("appPassword"), "/v1/app-passwords", Map.of("label", "Mail"), asMyself())
                .expect(201)
                .text("/password");
    }

    public void changePassword(Http http) {
        String changed = newPassword();
        http.post(
                        identity(),
                        "/v1/account/password",
                        Map.of("currentPassword", password, "newPassword", changed),
                        asMyself())
                .expect(204);
        password = changed;
    }

    /** Services that were just started may say 503 and ask to come back; what is prepared isn't measured. */
    private static Reply onceThereIsRoom(Supplier<Reply> call) {
        return Patience.until("answer but 503", () -> Optional.of(call.get()).filter(reply -> reply.status() != 503));
    }

    private void keepTokens(Reply reply) {
        accessToken = reply.text("/session/accessToken");
        refreshToken = reply.text("/session/refreshToken");
    }

    private Optional<String> last(Http http, String path, String list) {
        JsonNode all = http.get(stack.simulator(), path).expect(200).json().path(list);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1).path("text").asText());
    }

    private String identity() {
        return stack.url("identity");
    }

    private Map<String, String> asMyself() {
        return with("Authorization", "Bearer " + accessToken);
    }

    private Map<String, String> with(String header, String value) {
        Map<String, String> all = new HashMap<>(origin);
        all.put(header, value);
        return all;
    }

    private static String codeIn(String text) {
        Matcher code = CODE.matcher(text);
        if (!code.find()) {
            throw new Unexpected("There is no code in a message");
        }
        return code.group();
    }

    private static String newPassword() {
        return "violet-harbour-" + UUID.randomUUID();
    }
}

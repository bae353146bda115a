package io.twofold.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The main job, start to end: register, turn on two-factor authentication, sign in on a new device, make an app-specific
 * password that a mail server accepts, change the account password and see the app-specific one die.
 */
final class MainJob {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Http http = new Http();
    private final Narrator narrator;
    private final Witness witness;
    private final EventListener events;
    private final JsonNode stack;
    private final String identity;
    private final String appPassword;

    // A new person each time, with a number of their own.
    private final String email = "ada-" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    private final String nationalNumber =
            "(408) 974-%04d".formatted(ThreadLocalRandom.current().nextInt(10_000));
    private final String e164 = "+1" + nationalNumber.replaceAll("\\D", "");
    private final String password = "violet-harbour-" + UUID.randomUUID();
    private final String newPassword = "amber-lantern-" + UUID.randomUUID();

    private String accountId = "";
    private String laptopToken = "";
    private String appPasswordText = "";

    MainJob(JsonNode stack, EventListener events, Narrator narrator) {
        this.stack = stack;
        this.events = events;
        this.narrator = narrator;
        this.witness = new Witness(http, stack.path("simulator").asText());
        this.identity = stack.at("/services/identity").asText();
        this.appPassword = stack.at("/services/appPassword").asText();
    }

    /**
     * Plays it.
     *
     * @throws Surprise at the first step that didn't do what it should
     */
    void play() {
        register();
        turnOnTwoFactor();
        signInOnANewDevice();
        makeAnAppPassword();
        changeThePassword();
    }

    private void register() {
        narrator.step("A person registers with " + email);
        var registration = http.post(
                        identity,
                        "/v1/registrations",
                        Map.of("email", email, "password", password, "locale", "en"),
                        Map.of())
                .expect(202);
        narrator.tell("browser", registration);
        String code = Witness.codeIn(witness.letterWithCode(email));
        narrator.tell("mailbox", "a letter with the code " + code);
        var confirmed = post(
                        "/v1/registrations/" + registration.text("/registrationId") + "/code",
                        Map.of("code", code),
                        flow(registration))
                .expect(201);
        narrator.tell("browser", "the code is right → 201, the account exists");
        accountId = confirmed.text("/accountId");
        narrator.tell("events", String.join(", ", events.waitFor(accountId, "AccountRegistered")));
    }

    private void turnOnTwoFactor() {
        narrator.step("They turn on two-factor authentication with the number " + nationalNumber);
        var signIn = signIn(password, "Ada's laptop").expect(200);
        require(signIn, "complete");
        laptopToken = signIn.text("/session/accessToken");
        narrator.tell("laptop", "the password is enough so far; the session is aal1");
        narrator.tell(
                "laptop",
                http.post(appPassword, "/v1/app-passwords", Map.of("label", "Mail"), bearer(laptopToken))
                        .expect(403, "two_factor_required"));
        var enrollment = post(
                        "/v1/two-factor/enrollments",
                        Map.of("phoneNumber", Map.of("country", "US", "number", nationalNumber), "method", "sms"),
                        bearer(laptopToken))
                .expect(202);
        narrator.tell("laptop", "a code is on its way to " + enrollment.text("/sentTo/masked"));
        String text = witness.message(e164, 1);
        narrator.tell("phone", "“" + text.replace("\n", " ⏎ ") + "”");
        String code = Witness.codeIn(text);
        String path = "/v1/two-factor/enrollments/" + enrollment.text("/enrollmentId") + "/verify";
        var wrong =
                post(path, Map.of("code", otherThan(code)), bearer(laptopToken)).expect(422, "incorrect_code");
        narrator.tell("laptop", "a wrong code is refused, " + wrong.text("/attemptsLeft") + " tries left");
        var enabled = post(path, Map.of("code", code), bearer(laptopToken)).expect(200);
        laptopToken = enabled.text("/session/accessToken");
        narrator.tell("laptop", "two-factor is on; the session is aal2 now and this device is trusted");
        narrator.tell("events", String.join(", ", events.waitFor(accountId, "TwoFactorEnabled")));
    }

    private void signInOnANewDevice() {
        narrator.step("On a new device the password alone is no longer enough");
        var pending = signIn(password, "Ada's new tablet").expect(200);
        require(pending, "second_factor_required");
        narrator.tell("tablet", "a code was sent to " + pending.text("/codeSentTo/masked"));
        String code = Witness.codeIn(witness.message(e164, 2));
        narrator.tell("phone", "the code " + code);
        var complete = post(
                        "/v1/sign-ins/" + pending.text("/signInId") + "/verify", Map.of("code", code), flow(pending))
                .expect(200);
        require(complete, "complete");
        narrator.tell("tablet", "signed in and trusted");
        narrator.tell("events", String.join(", ", events.waitFor(accountId, "SignedIn")));
    }

    private void makeAnAppPassword() {
        narrator.step("They make an app-specific password for a mail program");
        var created = http.post(
                        appPassword, "/v1/app-passwords", Map.of("label", "Mail on the old phone"), bearer(laptopToken))
                .expect(201);
        appPasswordText = created.text("/password");
        narrator.tell("laptop", "shown this once: " + appPasswordText);
        narrator.tell("mail server", "imap with it: " + (checked(appPasswordText) ? "let in" : "refused"));
        if (!checked(appPasswordText)) {
            throw new Surprise("the mail server should have accepted the app-specific password");
        }
        if (checked(password)) {
            throw new Surprise("the account password should never work for a mail program");
        }
        narrator.tell("mail server", "imap with the account password: refused");
        narrator.tell("tablet", signIn(appPasswordText, "Somebody else's").expect(401, "invalid_credentials"));
        narrator.tell("events", String.join(", ", events.waitFor(accountId, "AppPasswordFirstUsed")));
    }

    private void changeThePassword() {
        narrator.step("They change the account password, and every app-specific password is dead");
        narrator.tell(
                "laptop",
                post(
                                "/v1/account/password",
                                Map.of("currentPassword", password, "newPassword", newPassword),
                                bearer(laptopToken))
                        .expect(204));
        long changed = System.nanoTime();
        Witness.waitFor("end of the app-specific password", () -> checked(appPasswordText) ? null : "dead");
        Duration took = Duration.ofNanos(System.nanoTime() - changed);
        narrator.tell("mail server", "refused after %d ms".formatted(took.toMillis()));
        if (took.compareTo(AT_ONCE) > 0) {
            throw new Surprise("the app-specific password should have been dead within a second");
        }
        narrator.tell("tablet", signIn(password, "Ada's old tablet").expect(401, "invalid_credentials"));
        require(signIn(newPassword, "Ada's old tablet").expect(200), "second_factor_required");
        narrator.tell(
                "tablet", "the old password is refused; the new one asks for a code, every device's trust has ended");
        narrator.tell("events", String.join(", ", events.waitFor(accountId, "AppPasswordRevoked")));
    }

    private Answer signIn(String withPassword, String device) {
        return post(
                "/v1/sign-ins",
                Map.of(
                        "email", email,
                        "password", withPassword,
                        "device", Map.of("name", device, "kind", device.contains("tablet") ? "tablet" : "computer")),
                Map.of());
    }

    private boolean checked(String candidate) {
        String secret = stack.at("/verifiers/mail-server/secret").asText();
        String basic = Base64.getEncoder().encodeToString(("mail-server:" + secret).getBytes(UTF_8));
        return http.post(
                        appPassword,
                        "/v1/app-passwords/verify",
                        Map.of("username", email, "password", candidate, "service", "imap", "clientIp", "192.0.2.7"),
                        Map.of("Authorization", "Basic " + basic))
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    private Answer post(String path, Map<String, ?> body, Map<String, String> headers) {
        return http.post(identity, path, new HashMap<>(body), headers);
    }

    private static void require(Answer signIn, String state) {
        if (!signIn.text("/state").equals(state)) {
            throw new Surprise(
                    "%s: expected the state %s, got %s".formatted(signIn.call(), state, signIn.text("/state")));
        }
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static Map<String, String> flow(Answer answer) {
        return Map.of("Flow-Token", answer.text("/flowToken"));
    }

    private static String otherThan(String code) {
        return List.of("000000", "111111").stream()
                .filter(other -> !other.equals(code))
                .findFirst()
                .orElseThrow();
    }
}

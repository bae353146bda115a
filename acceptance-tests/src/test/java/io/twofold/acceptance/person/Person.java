package io.twofold.acceptance.person;

import static io.twofold.acceptance.stack.Service.APP_PASSWORD;
import static io.twofold.acceptance.stack.Service.IDENTITY;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.acceptance.stack.Api;
import io.twofold.acceptance.stack.Call;
import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Service;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person at one of their devices. */
public final class Person {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern CODE_ON_A_LINE = Pattern.compile("(?m)^\\s*(\\d{6})\\s*$");

    private final Stack stack;
    private final Api api;
    private final String email;
    private final String device;

    private String language = "en";
    private String password;
    private String accountId = "";
    private String accessToken = "";
    private String refreshToken = "";
    private @Nullable String deviceToken;
    private final Phone phone;

    private Person(Stack stack, String email, String password, String accountId, String device, Phone phone) {
        this(stack, stack.api(), email, password, accountId, device, phone);
    }

    private Person(Stack stack, Api api, String email, String password, String accountId, String device, Phone phone) {
        this.stack = stack;
        this.api = api;
        this.email = email;
        this.password = password;
        this.accountId = accountId;
        this.device = device;
        this.phone = phone;
    }

    /** Somebody who has nothing yet but a mailbox, a phone and a good password. */
    public static Person somebody(Stack stack) {
        var email = "p" + UUID.randomUUID().toString().replace("-", "") + "@example.com";
        return new Person(stack, email, newPassword(), "", "Laptop", Phone.any(stack));
    }

    /** The same, to be written and spoken to in that language. */
    public static Person speaking(String language, Stack stack) {
        var person = somebody(stack);
        person.language = language;
        return person;
    }

    /** Somebody with an account, signed in. */
    public static Person registered(Stack stack) {
        var person = somebody(stack);
        person.register();
        person.signIn().expect(200);
        return person;
    }

    /** Somebody with two-factor authentication on, signed in with it. */
    public static Person enrolled(Stack stack) {
        var person = registered(stack);
        person.enroll("sms");
        return person;
    }

    public static String newPassword() {
        return Secrets.random("password", "correct horse " + UUID.randomUUID());
    }

    /** The same person at another device, on which nobody has signed in. */
    public Person onAnotherDevice() {
        return new Person(stack, email, password, accountId, "Telephone", phone);
    }

    /** The same person at the same device, with the tokens of now. */
    public Person asOfNow() {
        return asOfNow(stack.api());
    }

    private Person asOfNow(Api where) {
        var snapshot = new Person(stack, where, email, password, accountId, device, phone);
        snapshot.deviceToken = deviceToken;
        snapshot.accessToken = accessToken;
        snapshot.refreshToken = refreshToken;
        return snapshot;
    }

    /** The same person at the same device, behind the proxy that the services trust. */
    public Person behindTheProxy() {
        return asOfNow(stack.proxy());
    }

    public String email() {
        return email;
    }

    public String password() {
        return password;
    }

    public String accountId() {
        return accountId;
    }

    public String accessToken() {
        return accessToken;
    }

    public String refreshToken() {
        return refreshToken;
    }

    public Phone phone() {
        return phone;
    }

    public Api api() {
        return api;
    }

    // --- Calls
    // --------------------------------------------------------------------------------------------------------

    public Call get(Service service, String path) {
        return api.get(service, path).bearer(accessToken);
    }

    public Call post(Service service, String path) {
        return api.post(service, path).bearer(accessToken);
    }

    public Call delete(Service service, String path) {
        return api.delete(service, path).bearer(accessToken);
    }

    // --- Registering
    // --------------------------------------------------------------------------------------------------

    /** Starts a registration. */
    public Reply startRegistration() {
        var started = api.post(IDENTITY, "/v1/registrations")
                .json(Map.of("email", email, "password", password, "locale", language))
                .send();
        remember("flow token", started.json().path("flowToken"));
        return started;
    }

    /** Registers and confirms the address. */
    public void register() {
        var started = startRegistration().expect(202);
        var account = api.post(IDENTITY, "/v1/registrations/" + started.get("/registrationId") + "/code")
                .flowToken(started.get("/flowToken"))
                .json(Map.of("code", mailedCode()))
                .send()
                .expect(201);
        accountId = account.get("/accountId");
    }

    /** Waits for the letter with the code. */
    public String mailedCode() {
        return await("a letter with a code")
                .atMost(PATIENCE)
                .until(
                        () -> letters().stream()
                                .flatMap(letter -> CODE_ON_A_LINE
                                        .matcher(letter.path("text").asText())
                                        .results())
                                .map(found -> Secrets.code(found.group(1)))
                                .toList(),
                        codes -> !codes.isEmpty())
                .getLast();
    }

    /** All letters so far. */
    public List<JsonNode> letters() {
        return stack.world().letters(email);
    }

    // --- Signing in
    // ---------------------------------------------------------------------------------------------------

    /** Types address and password. */
    public Reply signIn() {
        return signIn(password);
    }

    /** Types the address and some password. */
    public Reply signIn(String typed) {
        var described = new HashMap<String, String>(Map.of("name", device, "kind", "computer"));
        if (deviceToken != null) {
            described.put("token", deviceToken);
        }
        var reply = api.post(IDENTITY, "/v1/sign-ins")
                .json(Map.of("email", email, "password", typed, "device", described))
                .send();
        if (reply.status() == 200) {
            remember("flow token", reply.json().path("flowToken"));
            keep(reply);
        }
        return reply;
    }

    /** Types a code for a pending sign-in or reauthentication. */
    public Reply answer(Reply pending, String code) {
        var reply = api.post(IDENTITY, "/v1/sign-ins/" + pending.get("/signInId") + "/verify")
                .flowToken(pending.get("/flowToken"))
                .json(Map.of("code", code))
                .send();
        keep(reply);
        return reply;
    }

    /** Signs in with password and the code that arrives. */
    public void signInWithCode() {
        var pending = signIn().expect(200);
        answer(pending, phone.nextCode()).expect(200);
    }

    /** Types the password again. */
    public Reply reauthenticate() {
        var reply = post(IDENTITY, "/v1/reauthentications")
                .json(Map.of("password", password))
                .send();
        remember("flow token", reply.json().path("flowToken"));
        keep(reply);
        return reply;
    }

    /** Exchanges the refresh token. */
    public Reply refresh() {
        var reply = api.post(IDENTITY, "/oauth2/token")
                .form(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken))
                .send();
        if (reply.status() == 200) {
            accessToken = Secrets.random("access token", reply.get("/access_token"));
            refreshToken = Secrets.random("refresh token", reply.get("/refresh_token"));
        }
        return reply;
    }

    /** Keeps what an answer gives to the device. */
    private void keep(Reply reply) {
        var session = reply.json().path("session");
        if (reply.status() == 200 && session.has("accessToken")) {
            accessToken =
                    Secrets.random("access token", session.path("accessToken").asText());
            refreshToken =
                    Secrets.random("refresh token", session.path("refreshToken").asText());
        }
        var token = reply.json().path("device").path("token");
        remember("device token", token);
        if (token.isTextual()) {
            deviceToken = token.asText();
        }
    }

    private static void remember(String kind, JsonNode secret) {
        if (secret.isTextual()) {
            Secrets.random(kind, secret.asText());
        }
    }

    // --- Two factors
    // --------------------------------------------------------------------------------------------------

    /** Asks to turn two-factor authentication on. */
    public Reply startEnrollment(String method) {
        return startEnrollment(phone.typed(), method);
    }

    /** The same with any number. */
    public Reply startEnrollment(Map<String, String> number, String method) {
        return post(IDENTITY, "/v1/two-factor/enrollments")
                .json(Map.of("phoneNumber", number, "method", method))
                .send();
    }

    /** Types the code of an enrolment. */
    public Reply answerEnrollment(String id, String code) {
        var reply = post(IDENTITY, "/v1/two-factor/enrollments/" + id + "/verify")
                .json(Map.of("code", code))
                .send();
        keep(reply);
        return reply;
    }

    /** Turns two-factor authentication on with the code that arrives as {@code sms} or {@code voice}. */
    public Reply enroll(String method) {
        var id = startEnrollment(method).expect(202).get("/enrollmentId");
        return answerEnrollment(id, phone.nextCode()).expect(200);
    }

    /** Trusts one more phone. */
    public String trust(Phone another) {
        var typed = new HashMap<>(another.typed());
        typed.put("method", "sms");
        var id = post(IDENTITY, "/v1/phone-numbers")
                .json(typed)
                .send()
                .expect(202)
                .get("/verificationId");
        return post(IDENTITY, "/v1/phone-numbers/verifications/" + id + "/verify")
                .json(Map.of("code", another.nextCode()))
                .send()
                .expect(200)
                .get("/id");
    }

    /** One more phone of this person's. */
    public Phone anotherPhone() {
        return Phone.any(stack);
    }

    // --- Passwords
    // ----------------------------------------------------------------------------------------------------

    /** Changes the account's password. */
    public Reply changePassword() {
        var next = newPassword();
        var reply = post(IDENTITY, "/v1/account/password")
                .json(Map.of("currentPassword", password, "newPassword", next))
                .send();
        if (reply.status() == 204) {
            password = next;
        }
        return reply;
    }

    /** Asks for an app-specific password. */
    public Reply createAppPassword(String label) {
        var reply = post(APP_PASSWORD, "/v1/app-passwords")
                .json(Map.of("label", label))
                .send();
        var shown = reply.json().path("password");
        if (shown.isTextual()) {
            Secrets.random("app password", shown.asText());
            Secrets.random("app password", shown.asText().replace("-", ""));
        }
        return reply;
    }

    /** What the mail server learns when a program shows this password in the person's name. */
    public Reply showToMailServer(String shown) {
        return api.post(APP_PASSWORD, "/v1/app-passwords/verify")
                .basic("mail-server", stack.verifierSecret("mail-server"))
                .json(Map.of("username", email, "password", shown, "service", "imap"))
                .send();
    }

    /** Whether the mail server lets a program in. */
    public boolean mailServerAccepts(String shown) {
        return showToMailServer(shown).expect(200).json().path("active").asBoolean();
    }
}

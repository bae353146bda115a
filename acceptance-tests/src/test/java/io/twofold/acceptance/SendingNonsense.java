package io.twofold.acceptance;

import static io.twofold.acceptance.SendingNonsense.Access.ADMIN_SCOPE;
import static io.twofold.acceptance.SendingNonsense.Access.ANOTHER_SCOPE;
import static io.twofold.acceptance.SendingNonsense.Access.FLOW;
import static io.twofold.acceptance.SendingNonsense.Access.GATEWAY_ADMIN_SCOPE;
import static io.twofold.acceptance.SendingNonsense.Access.LOOKUPS_SCOPE;
import static io.twofold.acceptance.SendingNonsense.Access.MESSAGES_SCOPE;
import static io.twofold.acceptance.SendingNonsense.Access.OPEN;
import static io.twofold.acceptance.SendingNonsense.Access.OTP_SCOPE;
import static io.twofold.acceptance.SendingNonsense.Access.PERSON;
import static io.twofold.acceptance.SendingNonsense.Access.VERIFIER;
import static io.twofold.acceptance.stack.Service.APP_PASSWORD;
import static io.twofold.acceptance.stack.Service.IDENTITY;
import static io.twofold.acceptance.stack.Service.OTP;
import static io.twofold.acceptance.stack.Service.SMS_GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.acceptance.person.Partner;
import io.twofold.acceptance.person.Person;
import io.twofold.acceptance.stack.Call;
import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Service;
import io.twofold.acceptance.stack.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed, oversized and wrongly typed input at every endpoint: always the right refusal, never an error of ours. */
@TestInstance(Lifecycle.PER_CLASS)
class SendingNonsense {

    /** What an endpoint asks for before it looks at anything. */
    enum Access {
        OPEN,
        FLOW,
        PERSON,
        VERIFIER,
        OTP_SCOPE("otp"),
        MESSAGES_SCOPE("messages"),
        LOOKUPS_SCOPE("lookups"),
        GATEWAY_ADMIN_SCOPE("gateway-admin"),
        ADMIN_SCOPE("admin"),
        /** A scope that no client for people has. */
        ANOTHER_SCOPE("introspect");

        private final String scope;

        Access() {
            this("");
        }

        Access(String scope) {
            this.scope = scope;
        }

        /** Whether a token is needed. */
        boolean isGuarded() {
            return this != OPEN && this != FLOW;
        }
    }

    /**
     * An endpoint.
     *
     * @param body one that it takes, empty where it takes none; members that may be left out end with a question mark
     */
    record Endpoint(String method, Service service, String path, Access access, Map<String, Object> body) {

        boolean takesBody() {
            return !body.isEmpty();
        }

        List<String> required() {
            return body.keySet().stream()
                    .filter(member -> !member.endsWith("?"))
                    .toList();
        }

        Map<String, Object> fullBody() {
            return body.entrySet().stream()
                    .collect(Collectors.toMap(member -> member.getKey().replace("?", ""), Map.Entry::getValue));
        }

        /** The body with one member at a time, at any depth, replaced by that. */
        List<Map<String, Object>> bodiesWith(Object nonsense) {
            return variants(fullBody(), nonsense);
        }

        private static List<Map<String, Object>> variants(Map<?, ?> whole, Object nonsense) {
            var variants = new ArrayList<Map<String, Object>>();
            whole.forEach((member, value) -> {
                variants.add(changed(whole, member, nonsense));
                if (value instanceof Map<?, ?> part) {
                    variants(part, nonsense).forEach(variant -> variants.add(changed(whole, member, variant)));
                }
            });
            return variants;
        }

        private static Map<String, Object> changed(Map<?, ?> whole, Object member, Object value) {
            var changed = new HashMap<String, Object>();
            whole.forEach((name, content) -> changed.put(String.valueOf(name), content));
            changed.put(String.valueOf(member), value);
            return changed;
        }

        /** As the OpenAPI document names it, whatever it calls its parameters. */
        String operation() {
            return method + " " + path.replaceFirst("\\?.*", "").replace(ID, "{}");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final String ID = "019a0000-0000-7000-8000-000000000000";
    private static final Map<String, Object> NOTHING = Map.of();
    private static final Map<String, Object> CODE = Map.of("code", "012345");
    private static final Map<String, Object> METHOD = Map.of("method?", "sms");

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("GET", IDENTITY, "/.well-known/jwks.json", OPEN, NOTHING),
            new Endpoint("GET", IDENTITY, "/.well-known/oauth-authorization-server", OPEN, NOTHING),
            new Endpoint("POST", IDENTITY, "/oauth2/token", OPEN, NOTHING),
            new Endpoint("POST", IDENTITY, "/oauth2/introspect", OPEN, NOTHING),
            new Endpoint("POST", IDENTITY, "/oauth2/revoke", OPEN, NOTHING),
            new Endpoint(
                    "POST",
                    IDENTITY,
                    "/v1/registrations",
                    OPEN,
                    Map.of("email", "nonsense@example.com", "password", "some correct horse", "locale?", "en")),
            new Endpoint("POST", IDENTITY, "/v1/registrations/" + ID + "/code", FLOW, CODE),
            new Endpoint("POST", IDENTITY, "/v1/registrations/" + ID + "/resend", FLOW, NOTHING),
            new Endpoint(
                    "POST",
                    IDENTITY,
                    "/v1/sign-ins",
                    OPEN,
                    Map.of(
                            "email",
                            "nonsense@example.com",
                            "password",
                            "some correct horse",
                            "device",
                            Map.of("name", "Laptop", "kind", "computer", "model", "M", "token", "A".repeat(43)))),
            new Endpoint("GET", IDENTITY, "/v1/sign-ins/" + ID, FLOW, NOTHING),
            new Endpoint("DELETE", IDENTITY, "/v1/sign-ins/" + ID, FLOW, NOTHING),
            new Endpoint(
                    "POST",
                    IDENTITY,
                    "/v1/sign-ins/" + ID + "/codes",
                    FLOW,
                    Map.of("phoneNumberId", ID, "method", "sms")),
            new Endpoint(
                    "POST",
                    IDENTITY,
                    "/v1/sign-ins/" + ID + "/verify",
                    FLOW,
                    Map.of("code", "012345", "method?", "code", "trustDevice?", true)),
            new Endpoint("POST", IDENTITY, "/v1/two-factor/undo", OPEN, Map.of("token", "A".repeat(43))),
            new Endpoint("POST", IDENTITY, "/v1/reauthentications", PERSON, Map.of("password", "some correct horse")),
            new Endpoint("GET", IDENTITY, "/v1/account", PERSON, NOTHING),
            new Endpoint("DELETE", IDENTITY, "/v1/account", PERSON, NOTHING),
            new Endpoint(
                    "POST",
                    IDENTITY,
                    "/v1/account/password",
                    PERSON,
                    Map.of("currentPassword", "some correct horse", "newPassword", "another correct horse")),
            new Endpoint("GET", IDENTITY, "/v1/accounts/export", ANOTHER_SCOPE, NOTHING),
            new Endpoint("DELETE", IDENTITY, "/v1/two-factor", PERSON, NOTHING),
            new Endpoint(
                    "POST",
                    IDENTITY,
                    "/v1/two-factor/enrollments",
                    PERSON,
                    Map.of("phoneNumber", Map.of("country", "US", "number", "(201) 555-0123"), "method", "sms")),
            new Endpoint("GET", IDENTITY, "/v1/two-factor/enrollments/" + ID, PERSON, NOTHING),
            new Endpoint("DELETE", IDENTITY, "/v1/two-factor/enrollments/" + ID, PERSON, NOTHING),
            new Endpoint("POST", IDENTITY, "/v1/two-factor/enrollments/" + ID + "/resend", PERSON, METHOD),
            new Endpoint("POST", IDENTITY, "/v1/two-factor/enrollments/" + ID + "/verify", PERSON, CODE),
            new Endpoint("GET", IDENTITY, "/v1/phone-numbers", PERSON, NOTHING),
            new Endpoint(
                    "POST",
                    IDENTITY,
                    "/v1/phone-numbers",
                    PERSON,
                    Map.of("country?", "US", "number", "(201) 555-0123", "method", "sms")),
            new Endpoint("DELETE", IDENTITY, "/v1/phone-numbers/" + ID, PERSON, NOTHING),
            new Endpoint("GET", IDENTITY, "/v1/phone-numbers/verifications/" + ID, PERSON, NOTHING),
            new Endpoint("DELETE", IDENTITY, "/v1/phone-numbers/verifications/" + ID, PERSON, NOTHING),
            new Endpoint("POST", IDENTITY, "/v1/phone-numbers/verifications/" + ID + "/resend", PERSON, METHOD),
            new Endpoint("POST", IDENTITY, "/v1/phone-numbers/verifications/" + ID + "/verify", PERSON, CODE),
            new Endpoint("GET", IDENTITY, "/v1/devices", PERSON, NOTHING),
            new Endpoint("PATCH", IDENTITY, "/v1/devices/" + ID, PERSON, Map.of("name", "Laptop")),
            new Endpoint("DELETE", IDENTITY, "/v1/devices/" + ID, PERSON, NOTHING),
            new Endpoint("GET", IDENTITY, "/v1/sessions", PERSON, NOTHING),
            new Endpoint("DELETE", IDENTITY, "/v1/sessions", PERSON, NOTHING),
            new Endpoint("DELETE", IDENTITY, "/v1/sessions/" + ID, PERSON, NOTHING),
            new Endpoint("POST", IDENTITY, "/v1/sign-out", PERSON, NOTHING),
            new Endpoint(
                    "POST",
                    OTP,
                    "/v1/challenges",
                    OTP_SCOPE,
                    Map.of(
                            "purpose", "custom",
                            "binding", "nonsense",
                            "channel", "caller",
                            "destination?", Map.of("country", "US", "number", "(201) 555-0123"),
                            "accountId?", ID,
                            "locale?", "en",
                            "clientIp?", "203.0.113.7")),
            new Endpoint("POST", OTP, "/v1/challenges/" + ID + "/resend", OTP_SCOPE, Map.of("channel?", "sms")),
            new Endpoint(
                    "POST",
                    OTP,
                    "/v1/challenges/" + ID + "/verify",
                    OTP_SCOPE,
                    Map.of("code", "012345", "binding", "nonsense")),
            new Endpoint("GET", OTP, "/v1/challenges/" + ID, OTP_SCOPE, NOTHING),
            new Endpoint("DELETE", OTP, "/v1/challenges/" + ID, OTP_SCOPE, NOTHING),
            new Endpoint("GET", OTP, "/v1/statistics?by=country", ADMIN_SCOPE, NOTHING),
            new Endpoint("GET", OTP, "/v1/suspensions", ADMIN_SCOPE, NOTHING),
            new Endpoint("DELETE", OTP, "/v1/suspensions/" + ID, ADMIN_SCOPE, NOTHING),
            new Endpoint("GET", SMS_GATEWAY, "/v1/deliveries/" + ID, MESSAGES_SCOPE, NOTHING),
            new Endpoint("GET", SMS_GATEWAY, "/v1/deliveries?challengeId=" + ID, MESSAGES_SCOPE, NOTHING),
            new Endpoint("GET", SMS_GATEWAY, "/v1/providers", GATEWAY_ADMIN_SCOPE, NOTHING),
            new Endpoint("PATCH", SMS_GATEWAY, "/v1/providers/" + ID, GATEWAY_ADMIN_SCOPE, Map.of("enabled", true)),
            new Endpoint("GET", SMS_GATEWAY, "/v1/statistics?by=country", GATEWAY_ADMIN_SCOPE, NOTHING),
            new Endpoint(
                    "POST",
                    SMS_GATEWAY,
                    "/v1/messages",
                    MESSAGES_SCOPE,
                    Map.of(
                            "to", Map.of("country", "US", "number", "(201) 555-0123"),
                            "template", "phone_number_added",
                            "parameters?", Map.of("lastDigits", "42"),
                            "locale?", "en",
                            "channel?", "sms")),
            new Endpoint(
                    "POST",
                    SMS_GATEWAY,
                    "/v1/messages/preview",
                    MESSAGES_SCOPE,
                    Map.of("template", "phone_number_added", "parameters?", Map.of("lastDigits", "42"))),
            new Endpoint(
                    "POST",
                    SMS_GATEWAY,
                    "/v1/lookups",
                    LOOKUPS_SCOPE,
                    Map.of("number", Map.of("country", "US", "number", "(201) 555-0123"))),
            new Endpoint("POST", SMS_GATEWAY, "/v1/webhooks/" + ID + "/receipts", OPEN, NOTHING),
            new Endpoint("POST", SMS_GATEWAY, "/v1/webhooks/twilio/messages/" + ID, OPEN, NOTHING),
            new Endpoint("POST", SMS_GATEWAY, "/v1/webhooks/twilio/calls/" + ID, OPEN, NOTHING),
            new Endpoint(
                    "POST",
                    APP_PASSWORD,
                    "/v1/app-passwords",
                    PERSON,
                    Map.of("label", "Mail", "services?", List.of("mail"))),
            new Endpoint("GET", APP_PASSWORD, "/v1/app-passwords", PERSON, NOTHING),
            new Endpoint("DELETE", APP_PASSWORD, "/v1/app-passwords", PERSON, NOTHING),
            new Endpoint("DELETE", APP_PASSWORD, "/v1/app-passwords/" + ID, PERSON, NOTHING),
            new Endpoint(
                    "POST",
                    APP_PASSWORD,
                    "/v1/app-passwords/verify",
                    VERIFIER,
                    Map.of(
                            "username", "nonsense@example.com",
                            "password", "abcd-efgh-ijkl-mnop-qrst-uvwx",
                            "service", "imap",
                            "clientIp?", "203.0.113.7")));

    /** Whoever hasn't the provider's signature learns nothing. */
    private static boolean isWebhook(Endpoint endpoint) {
        return endpoint.path().contains("/webhooks/twilio/");
    }

    private final Stack stack = TheRun.stack();
    private final Person person = Person.enrolled(stack);
    private final Partner partner = Partner.of(stack);
    private final Map<String, String> serviceTokens = new HashMap<>();

    static Stream<Endpoint> endpoints() {
        return ENDPOINTS.stream();
    }

    static Stream<Endpoint> endpointsWithBody() {
        return endpoints().filter(Endpoint::takesBody);
    }

    /** A label has a refusal of its own. */
    static Stream<Endpoint> endpointsThatNameWhatIsMissing() {
        return endpointsWithBody()
                .filter(endpoint -> !endpoint.required().isEmpty())
                .filter(endpoint -> !endpoint.required().contains("label"));
    }

    static Stream<Endpoint> guardedEndpoints() {
        return endpoints().filter(endpoint -> endpoint.access().isGuarded());
    }

    static Stream<Endpoint> endpointsWithId() {
        return endpoints()
                .filter(endpoint -> endpoint.path().contains("/" + ID))
                .filter(endpoint -> !isWebhook(endpoint));
    }

    static Stream<Endpoint> webhooks() {
        return endpoints().filter(SendingNonsense::isWebhook);
    }

    static Stream<Endpoint> forms() {
        return endpoints().filter(endpoint -> endpoint.path().startsWith("/oauth2/"));
    }

    @Test
    void everyEndpointIsAskedHere() {
        for (var service : Service.values()) {
            var document = person.api()
                    .get(service, "/openapi?format=json")
                    .send()
                    .expect(200)
                    .json();
            var operations = new ArrayList<String>();
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(operation ->
                                    operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " "
                                            + path.getKey().replaceAll("\\{[^}]+}", "{}"))));

            assertThat(endpoints()
                            .filter(endpoint -> endpoint.service() == service)
                            .map(Endpoint::operation))
                    .as("endpoints of %s", service)
                    .containsExactlyInAnyOrderElementsOf(operations);
        }
    }

    @ParameterizedTest
    @MethodSource("guardedEndpoints")
    void withoutAToken(Endpoint endpoint) {
        withBody(bare(endpoint), endpoint).send().refusedWith(401, "unauthorized");
    }

    @ParameterizedTest
    @MethodSource("guardedEndpoints")
    void withATokenThatIsNone(Endpoint endpoint) {
        var unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiJ4In0.";
        for (var authorization : List.of("Bearer x", "Bearer " + unsigned, "Bearer", "Basic x")) {
            withBody(bare(endpoint).header("Authorization", authorization), endpoint)
                    .send()
                    .refusedWith(401, "unauthorized");
        }
    }

    @ParameterizedTest
    @MethodSource("endpointsWithBody")
    void withBrokenJson(Endpoint endpoint) {
        for (var body : List.of("{\"", "", "nonsense", "[]", "\"text\"", "{\"a\":1}}", "\u0000")) {
            if (body.isEmpty() && endpoint.required().isEmpty()) {
                continue; // nothing is missing
            }
            assertThat(allowed(endpoint).body("application/json", body).send())
                    .as("%s for %s", endpoint, body)
                    .satisfies(reply -> assertThat(reply.status()).isIn(400, 422))
                    .satisfies(reply -> assertThat(reply.get("/code"))
                            .isIn("malformed_request", "validation_failed", "invalid_label"));
        }
        allowed(endpoint).body("application/json", "{\"").send().refusedWith(400, "malformed_request");
    }

    @ParameterizedTest
    @MethodSource("endpointsThatNameWhatIsMissing")
    void withoutWhatMustBeThere(Endpoint endpoint) {
        var refusal = allowed(endpoint).json(Map.of("unknown", "ignored")).send();

        refusal.refusedWith(422, "validation_failed");
        assertThat(refusal.json().path("violations").findValuesAsText("field"))
                .containsAnyElementsOf(endpoint.required());
    }

    @ParameterizedTest
    @MethodSource("endpointsWithBody")
    void withTheWrongType(Endpoint endpoint) {
        for (var value : List.of(List.of(1), Map.of("a", Map.of()), 1.5, true)) {
            for (var body : endpoint.bodiesWith(value)) {
                refused(allowed(endpoint).json(body).send(), endpoint, body);
            }
        }
    }

    /** In each member in turn, the others being good, so that it comes as far as it can. */
    @ParameterizedTest
    @MethodSource("endpointsWithBody")
    void withHostileText(Endpoint endpoint) {
        for (var value : List.of("' or '1'='1", "\u0000", "\ud83d\ude00".repeat(300), "${jndi:ldap://x}", "../..")) {
            for (var body : endpoint.bodiesWith(value)) {
                var reply = allowed(endpoint).json(body).send();
                assertThat(reply.status())
                        .as("%s for %s: %s", endpoint, body, reply.text())
                        .isBetween(200, 499);
            }
        }
    }

    private static void refused(Reply reply, Endpoint endpoint, Map<String, Object> body) {
        assertThat(reply.status())
                .as("%s for %s: %s", endpoint, body, reply.text())
                .isBetween(400, 499);
    }

    @ParameterizedTest
    @MethodSource("endpointsWithBody")
    void withTooMuch(Endpoint endpoint) {
        for (var body : endpoint.bodiesWith("x".repeat(17 * 1024))) {
            allowed(endpoint).json(body).send().refusedWith(413, "request_too_large");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void withAFormThatIsNone(Endpoint endpoint) {
        for (var form : List.of(
                "",
                "grant_type",
                "grant_type=%",
                "grant_type=password&username=a&password=b",
                "grant_type=refresh_token&refresh_token=%00",
                "grant_type=refresh_token&refresh_token=" + "x".repeat(9_000),
                "grant_type=client_credentials&client_id=partner&client_secret='",
                "token=%00&token_type_hint=${jndi:ldap://x}",
                "token=a&token=b")) {
            var reply = bare(endpoint)
                    .body("application/x-www-form-urlencoded", form)
                    .send();
            // RFC 7009 §2.2: a token that is none is as good as revoked.
            if (endpoint.path().endsWith("/revoke") && form.startsWith("token=%00")) {
                reply.expect(200);
                continue;
            }
            assertThat(reply.status())
                    .as("%s for %s: %s", endpoint, form, reply.text())
                    .isIn(400, 401);
            assertThat(reply.get("/error")).matches("[a-z_]+");
        }
        assertThat(bare(endpoint)
                        .json(Map.of("grant_type", "refresh_token"))
                        .send()
                        .status())
                .isIn(400, 401, 415);
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void withoutTheProvidersSignature(Endpoint endpoint) {
        var form = "MessageSid=SM1&CallSid=CA1&MessageStatus=delivered&CallStatus=completed";
        for (var body : List.of(form, "", "%", "\u0000")) {
            bare(endpoint)
                    .body("application/x-www-form-urlencoded", body)
                    .send()
                    .refusedWith(403, "forbidden");
            for (var signature : List.of("x", "", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")) {
                bare(endpoint)
                        .header("X-Twilio-Signature", signature)
                        .body("application/x-www-form-urlencoded", body)
                        .send()
                        .refusedWith(403, "forbidden");
            }
        }
    }

    @Test
    void withAQueryThatIsNone() {
        for (var query :
                List.of("", "?challengeId=", "?challengeId=%00", "?challengeId=%27%20or%20%271", "?challengeId=1")) {
            var reply = partner.call("GET", SMS_GATEWAY, "/v1/deliveries" + query, "messages")
                    .send();
            assertThat(reply.status()).as("%s: %s", query, reply.text()).isBetween(200, 499);
        }
    }

    @ParameterizedTest
    @MethodSource("endpointsWithBody")
    void withAnotherMediaType(Endpoint endpoint) {
        allowed(endpoint).body("text/plain", "{}").send().refusedWith(415, "unsupported_media_type");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void withAnotherMethod(Endpoint endpoint) {
        call("PUT", endpoint).send().refusedWith(405, "method_not_allowed");
    }

    @ParameterizedTest
    @MethodSource("endpointsWithId")
    void withAnIdThatIsNone(Endpoint endpoint) {
        for (var id : List.of("1", "%00", "..%2f..", "x".repeat(500))) {
            var mangled = new Endpoint(
                    endpoint.method(),
                    endpoint.service(),
                    endpoint.path().replace(ID, id),
                    endpoint.access(),
                    endpoint.body());
            var call = allowed(mangled);
            var reply = (endpoint.takesBody() ? call.json(endpoint.fullBody()) : call).send();
            assertThat(reply.status()).as("%s: %s", mangled, reply.text()).isIn(400, 404, 422);
        }
    }

    @Test
    void labelsThatAreNone() {
        for (var label : List.of("", " ", "x".repeat(65), "two\nlines", "\u0000")) {
            person.createAppPassword(label).refusedWith(422, "invalid_label");
        }
    }

    @Test
    void unknownPaths() {
        for (var service : Service.values()) {
            for (var path : List.of("/v1/nothing", "/", "/v2/account", "/v1/account/../../etc/passwd")) {
                var reply = person.api().get(service, path).send();
                assertThat(reply.isRefusal(404, "not_found"))
                        .as("%s%s: %s", service, path, reply)
                        .isTrue();
            }
        }
    }

    @Test
    void answersAreNeverStored() {
        var reply = person.get(IDENTITY, "/v1/account").send().expect(200);

        assertThat(reply.header("Cache-Control")).contains("no-store");
    }

    @Test
    void healthIsNotForTheWorld() {
        for (var service : Service.values()) {
            for (var path : List.of("/q/health", "/q/metrics", "/q/dev-ui")) {
                assertThat(person.api().get(service, path).send().status())
                        .as("%s%s", service, path)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void unknownMembersAreIgnoredNotApplied() {
        var somebody = Person.somebody(stack);
        var reply = somebody.api()
                .post(IDENTITY, "/v1/registrations")
                .json(Map.of(
                        "email",
                        somebody.email(),
                        "password",
                        somebody.password(),
                        "accountId",
                        ID,
                        "twoFactor",
                        Map.of("enabled", true)))
                .send();

        reply.expect(202);
    }

    private Call bare(Endpoint endpoint) {
        return person.api().call(endpoint.method(), endpoint.service(), endpoint.path());
    }

    private Call allowed(Endpoint endpoint) {
        return call(endpoint.method(), endpoint);
    }

    private Call call(String method, Endpoint endpoint) {
        var call = person.api().call(method, endpoint.service(), endpoint.path());
        return switch (endpoint.access()) {
            case OPEN -> call;
            case FLOW -> call.flowToken("A".repeat(43));
            case PERSON -> call.bearer(person.accessToken());
            case VERIFIER -> call.basic("mail-server", stack.verifierSecret("mail-server"));
            case OTP_SCOPE, MESSAGES_SCOPE, LOOKUPS_SCOPE, ANOTHER_SCOPE ->
                call.bearer(serviceTokens.computeIfAbsent(endpoint.access().scope, partner::token));
            case GATEWAY_ADMIN_SCOPE, ADMIN_SCOPE ->
                call.bearer(serviceTokens.computeIfAbsent(endpoint.access().scope, Partner.operator(stack)::token));
        };
    }

    private static Call withBody(Call call, Endpoint endpoint) {
        return endpoint.takesBody() ? call.json(Map.of()) : call;
    }
}

package io.twofold.acceptance;

import static io.twofold.acceptance.SendingNonsense.Access.FLOW;
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
import io.twofold.acceptance.stack.Service;
import io.twofold.acceptance.stack.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        MESSAGES_SCOPE("messages");

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
     * @param member of its body that must be there, or empty if there is no body
     */
    record Endpoint(String method, Service service, String path, Access access, String member) {

        boolean takesBody() {
            return !member.isEmpty();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final String ID = "019a0000-0000-7000-8000-000000000000";

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("POST", IDENTITY, "/v1/registrations", OPEN, "email"),
            new Endpoint("POST", IDENTITY, "/v1/registrations/" + ID + "/code", FLOW, "code"),
            new Endpoint("POST", IDENTITY, "/v1/registrations/" + ID + "/resend", FLOW, ""),
            new Endpoint("POST", IDENTITY, "/v1/sign-ins", OPEN, "email"),
            new Endpoint("GET", IDENTITY, "/v1/sign-ins/" + ID, FLOW, ""),
            new Endpoint("DELETE", IDENTITY, "/v1/sign-ins/" + ID, FLOW, ""),
            new Endpoint("POST", IDENTITY, "/v1/sign-ins/" + ID + "/codes", FLOW, "phoneNumberId"),
            new Endpoint("POST", IDENTITY, "/v1/sign-ins/" + ID + "/verify", FLOW, "code"),
            new Endpoint("POST", IDENTITY, "/v1/two-factor/undo", OPEN, "token"),
            new Endpoint("POST", IDENTITY, "/v1/reauthentications", PERSON, "password"),
            new Endpoint("GET", IDENTITY, "/v1/account", PERSON, ""),
            new Endpoint("POST", IDENTITY, "/v1/account/password", PERSON, "newPassword"),
            new Endpoint("POST", IDENTITY, "/v1/two-factor/enrollments", PERSON, "phoneNumber"),
            new Endpoint("GET", IDENTITY, "/v1/two-factor/enrollments/" + ID, PERSON, ""),
            new Endpoint("DELETE", IDENTITY, "/v1/two-factor/enrollments/" + ID, PERSON, ""),
            new Endpoint("POST", IDENTITY, "/v1/two-factor/enrollments/" + ID + "/resend", PERSON, ""),
            new Endpoint("POST", IDENTITY, "/v1/two-factor/enrollments/" + ID + "/verify", PERSON, "code"),
            new Endpoint("GET", IDENTITY, "/v1/phone-numbers", PERSON, ""),
            new Endpoint("POST", IDENTITY, "/v1/phone-numbers", PERSON, "number"),
            new Endpoint("DELETE", IDENTITY, "/v1/phone-numbers/" + ID, PERSON, ""),
            new Endpoint("POST", IDENTITY, "/v1/phone-numbers/verifications/" + ID + "/verify", PERSON, "code"),
            new Endpoint("DELETE", IDENTITY, "/v1/phone-numbers/verifications/" + ID, PERSON, ""),
            new Endpoint("GET", IDENTITY, "/v1/devices", PERSON, ""),
            new Endpoint("DELETE", IDENTITY, "/v1/devices/" + ID, PERSON, ""),
            new Endpoint("GET", IDENTITY, "/v1/sessions", PERSON, ""),
            new Endpoint("DELETE", IDENTITY, "/v1/sessions/" + ID, PERSON, ""),
            new Endpoint("POST", OTP, "/v1/challenges", OTP_SCOPE, "purpose"),
            new Endpoint("POST", OTP, "/v1/challenges/" + ID + "/resend", OTP_SCOPE, ""),
            new Endpoint("POST", OTP, "/v1/challenges/" + ID + "/verify", OTP_SCOPE, "code"),
            new Endpoint("GET", OTP, "/v1/challenges/" + ID, OTP_SCOPE, ""),
            new Endpoint("DELETE", OTP, "/v1/challenges/" + ID, OTP_SCOPE, ""),
            new Endpoint("GET", SMS_GATEWAY, "/v1/deliveries/" + ID, MESSAGES_SCOPE, ""),
            new Endpoint("POST", APP_PASSWORD, "/v1/app-passwords", PERSON, "label"),
            new Endpoint("GET", APP_PASSWORD, "/v1/app-passwords", PERSON, ""),
            new Endpoint("DELETE", APP_PASSWORD, "/v1/app-passwords/" + ID, PERSON, ""),
            new Endpoint("POST", APP_PASSWORD, "/v1/app-passwords/verify", VERIFIER, "username"));

    private final Stack stack = Stack.running();
    private final Person person = Person.registered(stack);
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
        return endpointsWithBody().filter(endpoint -> !endpoint.member().equals("label"));
    }

    static Stream<Endpoint> guardedEndpoints() {
        return endpoints().filter(endpoint -> endpoint.access().isGuarded());
    }

    static Stream<Endpoint> endpointsWithId() {
        return endpoints().filter(endpoint -> endpoint.path().contains(ID));
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
        assertThat(refusal.json().path("violations").findValuesAsText("field")).contains(endpoint.member());
    }

    @ParameterizedTest
    @MethodSource("endpointsWithBody")
    void withTheWrongType(Endpoint endpoint) {
        for (var value : List.of(List.of(1), Map.of("a", Map.of()), 1.5, true)) {
            var reply = allowed(endpoint).json(Map.of(endpoint.member(), value)).send();
            assertThat(reply.status()).as("%s for %s", endpoint, value).isIn(400, 422);
            assertThat(reply.get("/code")).isIn("malformed_request", "validation_failed", "invalid_label");
        }
    }

    @ParameterizedTest
    @MethodSource("endpointsWithBody")
    void withHostileText(Endpoint endpoint) {
        for (var value : List.of("' or '1'='1", "\u0000", "\ud83d\ude00".repeat(300), "${jndi:ldap://x}", "../..")) {
            var reply = allowed(endpoint).json(Map.of(endpoint.member(), value)).send();
            assertThat(reply.status()).as("%s for %s", endpoint, value).isBetween(400, 499);
        }
    }

    @ParameterizedTest
    @MethodSource("endpointsWithBody")
    void withTooMuch(Endpoint endpoint) {
        allowed(endpoint)
                .json(Map.of(endpoint.member(), "x".repeat(17 * 1024)))
                .send()
                .refusedWith(413, "request_too_large");
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
                    endpoint.member());
            var body = endpoint.member().equals("code") ? Map.of("code", "012345", "binding", "b") : Map.of();
            var call = allowed(mangled);
            var reply = (endpoint.takesBody() ? call.json(body) : call).send();
            assertThat(reply.status()).as("%s", mangled).isIn(400, 404, 422);
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
            case OTP_SCOPE, MESSAGES_SCOPE ->
                call.bearer(serviceTokens.computeIfAbsent(endpoint.access().scope, partner::token));
        };
    }

    private static Call withBody(Call call, Endpoint endpoint) {
        return endpoint.takesBody() ? call.json(Map.of()) : call;
    }
}

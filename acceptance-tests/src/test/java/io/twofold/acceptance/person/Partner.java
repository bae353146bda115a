package io.twofold.acceptance.person;

import static io.twofold.acceptance.stack.Service.IDENTITY;
import static io.twofold.acceptance.stack.Service.OTP;
import static io.twofold.acceptance.stack.Service.SMS_GATEWAY;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.acceptance.stack.Api;
import io.twofold.acceptance.stack.Call;
import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Service;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Another team's service, which has codes sent and checked. */
public final class Partner {

    private final Api api;
    private final String id;
    private final String secret;
    private final Phone phone;

    private Partner(String id, String secret, Phone phone, Stack stack) {
        this.api = stack.api();
        this.id = id;
        this.secret = secret;
        this.phone = phone;
    }

    /** The client {@code partner}, about to have a code sent to a phone of its own. */
    public static Partner of(Stack stack) {
        return to(Phone.any(stack), stack);
    }

    /** The same, about to have a code sent to that phone. */
    public static Partner to(Phone phone, Stack stack) {
        return new Partner("partner", stack.clientSecret("partner"), phone, stack);
    }

    /** The client {@code operator}. */
    public static Partner operator(Stack stack) {
        return new Partner("operator", stack.clientSecret("operator"), Phone.any(stack), stack);
    }

    /** A client that otp-service takes for identity-service, whose own tokens never leave it. */
    public static Partner identity(Stack stack) {
        return new Partner("identity", Stack.SECRET_OF_IDENTITY, Phone.any(stack), stack);
    }

    /** A service token of that scope. */
    public String token(String scope) {
        var reply = api.post(IDENTITY, "/oauth2/token")
                .basic(id, secret)
                .form(Map.of("grant_type", "client_credentials", "scope", scope))
                .send()
                .expect(200);
        return Secrets.random("access token", reply.get("/access_token"));
    }

    public Phone phone() {
        return phone;
    }

    public Call call(String method, Service service, String path, String scope) {
        return api.call(method, service, path).bearer(token(scope));
    }

    /** Asks for a code by text, for that binding. */
    public Reply ask(String binding) {
        return ask(token("otp"), binding, "sms");
    }

    private Reply ask(String token, String binding, String channel) {
        return api.post(OTP, "/v1/challenges")
                .bearer(token)
                .json(
                        channel.equals("caller")
                                ? Map.of("purpose", "custom", "binding", binding, "channel", channel)
                                : Map.of(
                                        "purpose",
                                        "custom",
                                        "binding",
                                        binding,
                                        "channel",
                                        channel,
                                        "destination",
                                        phone.typed()))
                .send();
    }

    /**
     * Asks one of otp-service's replicas for a text to that phone; again where it finds it overloaded, as a client would.
     *
     * @param more fields of the request, over its own
     */
    public static Reply ask(Api api, String replica, String token, Phone phone, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of(
                "purpose",
                "custom",
                "binding",
                UUID.randomUUID().toString(),
                "channel",
                "sms",
                "destination",
                Map.of("number", phone.e164())));
        body.putAll(more);
        return await().pollDelay(Duration.ZERO)
                .pollInSameThread()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> api.post(replica, "/v1/challenges")
                                .bearer(token)
                                .json(body)
                                .send(),
                        reply -> !reply.isRefusal(503, "temporarily_unavailable"));
    }

    /** Has a code texted. */
    public Challenge challenge() {
        return challenge("sms");
    }

    /** Has a code sent by text, by call, or given back. */
    public Challenge challenge(String channel) {
        return challenge(UUID.randomUUID().toString(), channel);
    }

    private Challenge challenge(String binding, String channel) {
        var token = token("otp");
        var reply = ask(token, binding, channel).expect(201);
        var code = reply.json().path("code");
        return new Challenge(
                reply.get("/challengeId"), binding, token, code.isTextual() ? Secrets.code(code.asText()) : "", api);
    }

    /** The same challenge, with a token of now. */
    public Challenge asOfNow(Challenge challenge) {
        return new Challenge(challenge.id(), challenge.binding(), token("otp"), challenge.code(), challenge.api());
    }

    /** What became of the challenge's first send, as the gateway tells it; nothing while that doesn't know of it. */
    public JsonNode delivery(Challenge challenge) {
        return call("GET", SMS_GATEWAY, "/v1/deliveries?challengeId=" + challenge.id(), "messages")
                .send()
                .expect(200)
                .json()
                .at("/deliveries/0");
    }

    /**
     * A challenge.
     *
     * @param code where it was given back, else empty
     */
    public record Challenge(String id, String binding, String token, String code, Api api) {

        public Reply answer(String typed) {
            return answer(typed, binding);
        }

        /** As if it were another's. */
        public Reply answer(String typed, String binding) {
            return api.post(OTP, "/v1/challenges/" + id + "/verify")
                    .bearer(token)
                    .json(Map.of("code", typed, "binding", binding))
                    .send();
        }

        public Reply resend() {
            return api.post(OTP, "/v1/challenges/" + id + "/resend")
                    .bearer(token)
                    .send();
        }

        public Reply look() {
            return api.get(OTP, "/v1/challenges/" + id).bearer(token).send();
        }
    }

    /** Some code that isn't this one. */
    public static String otherThan(String code) {
        return code.equals("111111") ? "222222" : "111111";
    }
}

package io.twofold.acceptance.person;

import static io.twofold.acceptance.stack.Service.IDENTITY;
import static io.twofold.acceptance.stack.Service.OTP;

import io.twofold.acceptance.stack.Api;
import io.twofold.acceptance.stack.Call;
import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Service;
import io.twofold.acceptance.stack.Stack;
import java.util.Map;
import java.util.UUID;

/** Another team's service, which has codes sent and checked. */
public final class Partner {

    private final Api api;
    private final String id;
    private final String secret;
    private final Phone phone;

    private Partner(String id, Stack stack) {
        this.api = stack.api();
        this.id = id;
        this.secret = stack.clientSecret(id);
        this.phone = Phone.any(stack);
    }

    /** The client {@code partner}, about to have a code sent to a phone of its own. */
    public static Partner of(Stack stack) {
        return new Partner("partner", stack);
    }

    /** The client {@code operator}. */
    public static Partner operator(Stack stack) {
        return new Partner("operator", stack);
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

    /** Has a code texted. */
    public Challenge challenge() {
        return challenge("sms");
    }

    /** Has a code sent by text, by call, or given back. */
    public Challenge challenge(String channel) {
        var binding = UUID.randomUUID().toString();
        var token = token("otp");
        var reply = api.post(OTP, "/v1/challenges")
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
                .send()
                .expect(201);
        var code = reply.json().path("code");
        return new Challenge(
                reply.get("/challengeId"), binding, token, code.isTextual() ? Secrets.code(code.asText()) : "", api);
    }

    /**
     * A challenge.
     *
     * @param code where it was given back, else empty
     */
    public record Challenge(String id, String binding, String token, String code, Api api) {

        public Reply answer(String typed) {
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

package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Http;
import java.util.Map;
import java.util.UUID;

/**
 * Another team's service asks otp-service for codes.
 *
 * @param otp where that is
 * @param partner what the other service shows
 */
record Challenges(String otp, Map<String, String> partner) {

    private static final String PATH = "/v1/challenges";

    static Challenges of(Scene scene) {
        return new Challenges(scene.stack().url("otp"), scene.partner());
    }

    static String newBinding() {
        return UUID.randomUUID().toString();
    }

    /**
     * Has a code sent by text.
     *
     * @return the challenge's id
     */
    String text(Http http, String binding, String number) {
        Map<String, Object> body = Map.of(
                "purpose", "custom", "binding", binding, "channel", "sms", "destination", Map.of("number", number));
        return http.post(otp, PATH, body, partner).expect(201).text("/challengeId");
    }

    /** Has a code made that the other service delivers itself. */
    void own(Http http) {
        Map<String, Object> body = Map.of("purpose", "custom", "binding", newBinding(), "channel", "caller");
        http.post(otp, PATH, body, partner).expect(201);
    }

    void verify(Http http, String challengeId, String binding, String code) {
        Map<String, Object> body = Map.of("code", code, "binding", binding);
        http.post(otp, PATH + "/" + challengeId + "/verify", body, partner).expect(200);
    }
}

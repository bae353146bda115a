package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Http;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Another team's service asks otp-service for codes.
 *
 * @param otp where that is
 * @param partner what the other service shows
 */
record Challenges(String otp, Map<String, String> partner) {

    /**
     * Every limit works as always, and the budgets that all share, what a prefix may have and what a place is judged from
     * aren't reached. Nobody is asked about a number first: that would measure the simulator.
     */
    static final List<String> RAISED = List.of(
            "otp:twofold.number-lookups.enabled=false",
            "otp:twofold.limits.prefix=1000/PT1H",
            "otp:twofold.budgets.country=1000000000",
            "otp:twofold.budgets.spend-per-hour=1000000000000000",
            "otp:twofold.budgets.spend-per-day=1000000000000000",
            "otp:twofold.conversion.country-sends=1000000000",
            "otp:twofold.conversion.prefix-sends=1000000000",
            "sms-gateway:twofold.message-limits.country-a-day=1000000000",
            "sms-gateway:twofold.message-limits.spend-an-hour=1000000000",
            "sms-gateway:twofold.message-limits.spend-a-day=1000000000");

    /** No limit is looked at, save the binding's own. */
    static final List<String> UNLIMITED = List.of(
            "otp:twofold.number-lookups.enabled=false",
            "otp:twofold.limits.number=",
            "otp:twofold.limits.account=",
            "otp:twofold.limits.proven=",
            "otp:twofold.limits.address=",
            "otp:twofold.limits.prefix=",
            "otp:twofold.budgets.country=",
            "otp:twofold.budgets.spend-per-hour=",
            "otp:twofold.budgets.spend-per-day=",
            "otp:twofold.conversion.least-percent=0");

    private static final String PATH = "/v1/challenges";
    private static final int ADDRESSES = 1 << 24;

    static Challenges of(Scene scene) {
        return new Challenges(scene.stack().url("otp"), scene.partner());
    }

    static String newBinding() {
        return UUID.randomUUID().toString();
    }

    /**
     * Has a code sent by text, for an account and from an address that nobody else has, so that every limit has to look.
     *
     * @return the challenge's id
     */
    String text(Http http, String binding, String number) {
        int address = ThreadLocalRandom.current().nextInt(ADDRESSES);
        Map<String, Object> body = Map.of(
                "purpose",
                "custom",
                "binding",
                binding,
                "channel",
                "sms",
                "destination",
                Map.of("number", number),
                "accountId",
                binding,
                "clientIp",
                "10.%d.%d.%d".formatted(address >> 16, address >> 8 & 0xff, address & 0xff));
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

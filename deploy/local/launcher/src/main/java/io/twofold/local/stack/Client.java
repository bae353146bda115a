package io.twofold.local.stack;

import java.util.stream.Stream;

/** Who may ask identity-service for service tokens, and for what. */
enum Client {
    OTP("otp", "lookups"),
    /** Calls nobody with it yet. */
    SMS_GATEWAY("sms-gateway", ""),
    APP_PASSWORD("app-password", "accounts:read"),
    /** Stands for another team's service; the acceptance tests and the guides call in its name. */
    PARTNER("partner", "otp messages lookups introspect"),
    OPERATOR("operator", "gateway-admin admin");

    private final String id;
    private final String scope;

    Client(String id, String scope) {
        this.id = id;
        this.scope = scope;
    }

    String id() {
        return id;
    }

    /** Separated by spaces, as in OAuth. */
    String scope() {
        return scope;
    }

    /** Those that are nobody's service, and whose secrets people need. */
    static Stream<Client> forPeople() {
        return Stream.of(PARTNER, OPERATOR);
    }
}

package io.twofold.local.stack;

/** Who may ask identity-service for service tokens, and for what; identity-service itself makes its own. */
enum Client {
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
}

package io.twofold.identity.oauth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a service may be allowed to do, and which services ask for it. */
enum Scope {
    OTP("otp", "otp-service"),
    MESSAGES("messages", "sms-gateway-service"),
    LOOKUPS("lookups", "sms-gateway-service"),
    GATEWAY_ADMIN("gateway-admin", "sms-gateway-service"),
    INTROSPECT("introspect", "identity-service"),
    ACCOUNTS_READ("accounts:read", "identity-service"),
    ADMIN("admin", "identity-service", "otp-service");

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> audiences;

    Scope(String word, String... audiences) {
        this.word = word;
        this.audiences = List.of(audiences);
    }

    static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    /** The services whose endpoints ask for it: {@code aud} of a token that carries it. */
    List<String> audiences() {
        return audiences;
    }
}

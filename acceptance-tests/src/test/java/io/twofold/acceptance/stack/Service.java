package io.twofold.acceptance.stack;

/** The services, by their names in {@code stack.json}. */
public enum Service {
    IDENTITY("identity", "identity-service"),
    OTP("otp", "otp-service"),
    SMS_GATEWAY("smsGateway", "sms-gateway-service"),
    APP_PASSWORD("appPassword", "app-password-service");

    private final String key;
    private final String module;

    Service(String key, String module) {
        this.key = key;
        this.module = module;
    }

    String key() {
        return key;
    }

    /** What it calls itself as a consumer and as the source of events. */
    public String module() {
        return module;
    }
}

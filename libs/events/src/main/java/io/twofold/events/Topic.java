package io.twofold.events;

import java.time.Duration;
import java.util.Arrays;

/** The Kafka topics. Each is written by one service alone, and keyed by {@link Envelope#key()}. */
public enum Topic {
    IDENTITY_EVENTS("identity.events", "identity", IdentityEvent.class, Duration.ofDays(14)),
    OTP_EVENTS("otp.events", "otp", OtpEvent.class, Duration.ofDays(14)),
    /** Holds sealed codes, hence kept for an hour only, and readable by sms-gateway-service alone. */
    OTP_DELIVERIES("otp.deliveries", "otp", OtpDelivery.class, Duration.ofHours(1)),
    SMS_GATEWAY_EVENTS("sms-gateway.events", "sms-gateway", SmsGatewayEvent.class, Duration.ofDays(14)),
    APP_PASSWORD_EVENTS("app-password.events", "app-password", AppPasswordEvent.class, Duration.ofDays(14));

    private static final String DEAD_LETTER = ".dead-letter";

    private final String topicName;
    private final String service;
    private final Class<? extends Event> family;
    private final Duration retention;

    Topic(String topicName, String service, Class<? extends Event> family, Duration retention) {
        this.topicName = topicName;
        this.service = service;
        this.family = family;
        this.retention = retention;
    }

    /** The name in Kafka, such as {@code identity.events}. */
    public String topicName() {
        return topicName;
    }

    /** How long a message is kept. Whoever may be away for longer starts again from the accounts export. */
    public Duration retention() {
        return retention;
    }

    /** The only {@code ce_source} allowed on this topic, such as {@code /identity-service}. */
    public String source() {
        return "/" + service + "-service";
    }

    /**
     * Where a consumer puts what it can never digest.
     *
     * @param topicName the topic the message came from
     * @param consumer the consuming service, such as {@code app-password-service}
     * @return {@code <topic>.<consumer>.dead-letter}
     */
    public static String deadLetter(String topicName, String consumer) {
        return topicName + "." + consumer + DEAD_LETTER;
    }

    /** Whether a topic's name is one of {@link #deadLetter}'s. */
    public static boolean isDeadLetter(String topicName) {
        return topicName.endsWith(DEAD_LETTER);
    }

    /** The middle of this topic's type names, {@code twofold.<service>.<Event>.v1}. */
    String service() {
        return service;
    }

    static Topic of(Class<? extends Event> event) {
        return Arrays.stream(values())
                .filter(topic -> topic.family.isAssignableFrom(event))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(event + " is not the record of an event"));
    }
}

package io.twofold.local.stack;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The services of the stack. */
public enum Service {
    IDENTITY("identity", "identity", 8081),
    OTP("otp", "otp", 8082),
    SMS_GATEWAY("sms-gateway", "smsGateway", 8083),
    APP_PASSWORD("app-password", "appPassword", 8084);

    private final String shortName;
    private final String keyInStackFile;
    private final int usualPort;

    Service(String shortName, String keyInStackFile, int usualPort) {
        this.shortName = shortName;
        this.keyInStackFile = keyInStackFile;
        this.usualPort = usualPort;
    }

    /** As people type it: {@code --replicas otp=2}. */
    public String shortName() {
        return shortName;
    }

    /** Its Maven module, and what it calls itself as a consumer and as an audience. */
    public String module() {
        return shortName + "-service";
    }

    String keyInStackFile() {
        return keyInStackFile;
    }

    int usualPort() {
        return usualPort;
    }

    /** Its database, which is also the name of that database's owner. */
    String database() {
        return shortName.replace('-', '_');
    }

    /** The one of that short name. */
    public static Optional<Service> named(String shortName) {
        return Arrays.stream(values())
                .filter(service -> service.shortName.equals(shortName))
                .findFirst();
    }

    /** All short names, for a sentence. */
    public static String names() {
        return Arrays.stream(values()).map(Service::shortName).collect(Collectors.joining(", "));
    }
}

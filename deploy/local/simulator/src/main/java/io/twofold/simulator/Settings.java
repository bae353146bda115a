package io.twofold.simulator;

import io.twofold.simulator.smpp.Account;
import io.twofold.simulator.twilio.Credentials;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What can be set, each by a system property ({@code simulator.http-port}) or, where that is missing, by an environment
 * variable ({@code SIMULATOR_HTTP_PORT}). Secrets belong into the environment, since anyone may read a command line.
 *
 * @param httpPort {@code simulator.http-port}: of the page, the JSON for tests and the providers that speak HTTP; 8090
 *     unless set, 0 to 65535, 0: any that is free
 * @param smtpPort {@code simulator.smtp-port}: of the mail server; 1025 unless set, 0 to 65535, 0: any that is free
 * @param smppPort {@code simulator.smpp-port}: of the message centre; 2775 unless set, 0 to 65535, 0: any that is free
 * @param credentials {@code simulator.twilio.account-sid} and {@code simulator.twilio.auth-token}: of the one Twilio
 *     account; where one of them isn't set, it is made for this run
 * @param credentialsMade whether a part of the credentials was made for this run, so that somebody must be told
 * @param account {@code simulator.smpp.system-id} and {@code simulator.smpp.password}: of the one client of the message centre;
 *     {@code twofold} and a password made for this run where they aren't set
 * @param accountMade whether the password was made for this run
 * @param step {@code simulator.step-ms}: how long each step in the life of a message or call takes (queued, sent,
 *     delivered; ringing, answered, over), in milliseconds, 0 to 60,000, 100 unless set. Longer is easier to watch, shorter
 *     lets tests finish earlier.
 */
record Settings(
        int httpPort,
        int smtpPort,
        int smppPort,
        Credentials credentials,
        boolean credentialsMade,
        Account account,
        boolean accountMade,
        Duration step) {

    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_STEP_MS = 60_000;
    private static final int LONGEST_SMPP_PASSWORD = 8;

    /**
     * Reads the settings.
     *
     * @param properties finds a system property
     * @param environment finds an environment variable
     * @throws UnusableSetting where one is set to what it can't be
     */
    static Settings of(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        Source source = new Source(properties, environment);
        Optional<String> accountSid = source.find("simulator.twilio.account-sid");
        Optional<String> authToken = source.find("simulator.twilio.auth-token");
        Optional<String> smppPassword = source.find("simulator.smpp.password");
        return new Settings(
                source.number("simulator.http-port", 8090, HIGHEST_PORT),
                source.number("simulator.smtp-port", 1025, HIGHEST_PORT),
                source.number("simulator.smpp-port", 2775, HIGHEST_PORT),
                new Credentials(accountSid.orElseGet(() -> "AC" + random()), authToken.orElseGet(Settings::random)),
                accountSid.isEmpty() || authToken.isEmpty(),
                new Account(
                        source.find("simulator.smpp.system-id").orElse("twofold"),
                        smppPassword.orElseGet(() -> random().substring(0, LONGEST_SMPP_PASSWORD))),
                smppPassword.isEmpty(),
                Duration.ofMillis(source.number("simulator.step-ms", 100, LONGEST_STEP_MS)));
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private record Source(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {

        Optional<String> find(String name) {
            String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
            return Optional.ofNullable(properties.apply(name))
                    .or(() -> Optional.ofNullable(environment.apply(variable)))
                    .filter(value -> !value.isBlank());
        }

        int number(String name, int usual, int highest) {
            Optional<String> text = find(name);
            if (text.isEmpty()) {
                return usual;
            }
            if (!text.get().matches("[0-9]{1,5}") || Integer.parseInt(text.get()) > highest) {
                throw new UnusableSetting(
                        name + " is " + text.get() + ", but must be a whole number from 0 to " + highest + ".");
            }
            return Integer.parseInt(text.get());
        }
    }
}

package io.twofold.apppassword.verify;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.twofold.apppassword.apppassword.AppService;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a program speaks, and what a password has to be good for to be let in by it. */
enum Protocol {
    IMAP(AppService.MAIL),
    POP3(AppService.MAIL),
    SMTP(AppService.MAIL),
    SIEVE(AppService.MAIL),
    CALDAV(AppService.CALENDAR),
    CARDDAV(AppService.CONTACTS),
    OTHER(AppService.OTHER);

    private static final Map<String, Protocol> BY_LABEL =
            Arrays.stream(values()).collect(toUnmodifiableMap(Protocol::label, Function.identity()));

    private final AppService service;

    Protocol(AppService service) {
        this.service = service;
    }

    static Optional<Protocol> labelled(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    /** The name on the wire. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    AppService service() {
        return service;
    }
}

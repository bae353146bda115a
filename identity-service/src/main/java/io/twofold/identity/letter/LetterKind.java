package io.twofold.identity.letter;

import java.time.Duration;
import java.util.Locale;

/** Every letter there is. Its words are in {@code templates/letter/<name>.<language>.txt}, the subject on the first line. */
public enum LetterKind {
    /** The code that confirms a new account's address: {@code code}. */
    VERIFY_EMAIL(Duration.ofMinutes(10)),
    /** Somebody tried to register an address that has an account. */
    ALREADY_REGISTERED(Duration.ofHours(24)),
    /** A sign-in on a device that is new to the account: {@code device}, {@code from}. */
    NEW_SIGN_IN(Duration.ofDays(3)),
    /** The password was changed: {@code from}. */
    PASSWORD_CHANGED(Duration.ofDays(3)),
    /** The account was deleted: {@code from}. */
    ACCOUNT_DELETED(Duration.ofDays(3));

    private final Duration worthSendingFor;

    LetterKind(Duration worthSendingFor) {
        this.worthSendingFor = worthSendingFor;
    }

    /** After that nobody needs it any more. */
    Duration worthSendingFor() {
        return worthSendingFor;
    }

    String template(String language) {
        return "letter/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + language + ".txt";
    }
}

package io.twofold.identity.letter;

import java.time.Duration;
import java.util.Locale;

/** Every letter there is. Its words are in {@code templates/letter/<name>.<language>.txt}, the subject on the first line. */
public enum LetterKind {
    /** The code that confirms a new account's address: {@code code}, {@code minutes}. Its code's end is its own. */
    VERIFY_EMAIL(Duration.ZERO),
    /** Somebody tried to register an address that has an account. */
    ALREADY_REGISTERED(Duration.ofHours(24)),
    /** A sign-in on a device that is new to the account: {@code device}, {@code from}. */
    NEW_SIGN_IN(Duration.ofDays(3)),
    /** The password was changed: {@code from}. */
    PASSWORD_CHANGED(Duration.ofDays(3)),
    /** The account was deleted: {@code from}. */
    ACCOUNT_DELETED(Duration.ofDays(3)),
    /** Two-factor authentication went on: {@code device}, {@code number}, {@code from}, {@code undoLink}, {@code days}. */
    TWO_FACTOR_ON(Duration.ofDays(7)),
    /** Its owner turned it off: {@code from}. */
    TWO_FACTOR_OFF(Duration.ofDays(3)),
    /** The link of the letter that it went on was used: {@code from}. */
    TWO_FACTOR_UNDONE(Duration.ofDays(3)),
    /** Wrong second factors after the right password, many in a row: {@code failures}, {@code from}. */
    REPEATED_FAILURES(Duration.ofDays(3)),
    /** Codes may go to one number more: {@code number}, {@code from}. */
    PHONE_NUMBER_ADDED(Duration.ofDays(3)),
    /** Codes go to one number less: {@code number}, {@code from}. */
    PHONE_NUMBER_REMOVED(Duration.ofDays(3)),
    /** A device was removed: {@code device}, {@code from}. */
    DEVICE_REMOVED(Duration.ofDays(3)),
    /** An app-specific password was made: {@code label}, {@code from}. */
    APP_PASSWORD_CREATED(Duration.ofDays(3)),
    /** An app-specific password let a program in for the first time: {@code service}, and {@code from} where it is known. */
    APP_PASSWORD_FIRST_USED(Duration.ofDays(3));

    private final Duration worthSendingFor;

    LetterKind(Duration worthSendingFor) {
        this.worthSendingFor = worthSendingFor;
    }

    /** How long after what it tells of somebody needs it. */
    Duration worthSendingFor() {
        return worthSendingFor;
    }

    String template(String language) {
        return "letter/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + language + ".txt";
    }
}

package io.twofold.identity.problem;

import io.twofold.kit.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be wrong with a request here. */
public enum IdentityProblem implements ProblemType {
    INVALID_CREDENTIALS(
            401,
            "The e-mail address or password isn't right",
            "Check both. After several wrong passwords in a row even the right one isn't taken for a while."),
    SECURITY_DELAY(
            403,
            "This device is too new for that",
            "A device that was added lately can't change what protects the account: wait, or use another of your"
                    + " devices."),
    CODE_ALREADY_USED(409, "This code has been used", "What it was for is done: there is nothing more to confirm."),
    TWO_FACTOR_ALREADY_ENABLED(
            409, "Two-factor authentication is on already", "Add further phone numbers in the account's settings."),
    TWO_FACTOR_NOT_ENABLED(409, "Two-factor authentication is off", "Turn it on first."),
    TWO_FACTOR_PERMANENT(
            409,
            "Two-factor authentication can't be turned off any more",
            "That was possible within two weeks of turning it on for the first time."),
    PHONE_NUMBER_ALREADY_TRUSTED(409, "This phone number is trusted already", "Codes can be sent to it as it is."),
    TOO_MANY_PHONE_NUMBERS(
            409, "The account has as many phone numbers as it may", "Remove one before you add another."),
    LAST_PHONE_NUMBER(
            409,
            "This is the last trusted phone number",
            "Two-factor authentication needs one: add another before you remove it."),
    CODE_EXPIRED(410, "This code is too old", "Ask for a new one."),
    SIGN_IN_EXPIRED(410, "This sign-in has ended", "Begin again with your e-mail address and password."),
    UNDO_LINK_EXPIRED(
            410, "This link isn't good any more", "It works once, within two weeks of the letter that brought it."),
    INVALID_EMAIL(
            422,
            "No letter can get to that e-mail address",
            "Check for typing errors, such as a missing dot or @, or give another."),
    WEAK_PASSWORD(
            422,
            "This password is too easy to guess",
            "Choose a longer one, such as several words that don't belong together. The reasons say what is wrong."),
    INCORRECT_CODE(422, "That isn't the code", "Check the digits of the newest message, and type them again."),
    CODE_SUPERSEDED(
            422, "There is a newer code", "This one was replaced: type the code from the newest message instead."),
    INVALID_PHONE_NUMBER(422, "That isn't a phone number", "Check the country and the digits."),
    PHONE_NUMBER_NOT_ALLOWED(
            422, "This phone number can't be used", "Use a mobile or landline number that belongs to you."),
    PHONE_NUMBER_RECENTLY_CHANGED(
            422,
            "The SIM card of this number was changed lately",
            "No code is sent there for some days: use another way to prove who you are."),
    COUNTRY_NOT_SUPPORTED(422, "This country isn't served", "Use a phone number of another country."),
    TOO_MANY_ATTEMPTS(429, "Too many attempts", "Wait before you try again."),
    RESEND_TOO_SOON(429, "A code was sent a moment ago", "Wait for it to arrive before you ask for another."),
    TOO_MANY_CODES(429, "Too many codes were sent", "Wait before you ask for another."),
    DELIVERY_UNAVAILABLE(503, "No code can be sent for the moment", "Try again in a few minutes, or another way.");

    private final int status;
    private final String title;
    private final String detail;

    IdentityProblem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public Map<String, Object> exampleMembers() {
        return switch (this) {
            case INCORRECT_CODE, CODE_SUPERSEDED -> Map.of("attemptsLeft", 4);
            case PHONE_NUMBER_RECENTLY_CHANGED ->
                Map.of(
                        "usableAt",
                        "2026-02-03T10:00:00Z",
                        "methods",
                        List.of("sms", "voice"),
                        "phoneNumbers",
                        List.of());
            case WEAK_PASSWORD -> Map.of("reasons", List.of("too_common"));
            default -> Map.of();
        };
    }
}

package io.twofold.identity.problem;

import io.twofold.kit.problem.ProblemType;
import java.util.Locale;

/** The codes of this service's own problems; they are part of the HTTP contract. */
public enum IdentityProblem implements ProblemType {
    SECURITY_DELAY(
            403,
            "This device is too new for that",
            "For an hour after its first sign-in with two factors a device can't change what guards the account."
                    + " Wait, or use a device you have had for longer."),
    TWO_FACTOR_ALREADY_ENABLED(409, "Already on", "Two-factor authentication is on for this account."),
    TWO_FACTOR_NOT_ENABLED(409, "Not on", "Two-factor authentication isn't on: turn it on first."),
    TWO_FACTOR_PERMANENT(
            409, "It stays on", "Two-factor authentication can be turned off only in its first fourteen days."),
    PHONE_NUMBER_ALREADY_TRUSTED(409, "Already trusted", "This account trusts that phone number already."),
    TOO_MANY_PHONE_NUMBERS(409, "Too many phone numbers", "Remove a trusted phone number before adding another."),
    LAST_PHONE_NUMBER(409, "The last phone number stays", "Add another trusted phone number before removing this one."),
    INVALID_PHONE_NUMBER(
            422, "Not a phone number", "Check the country and the number: this isn't a valid number of that country."),
    COUNTRY_NOT_SUPPORTED(422, "Country not supported", "Phone numbers of this country can't be used."),
    PHONE_NUMBER_NOT_ALLOWED(
            422, "This phone number can't be used", "Use another number, or another way to get codes."),
    INCORRECT_CODE(422, "Incorrect code", "Check the code and type it again."),
    CODE_EXPIRED(410, "The code has expired", "Ask for a new code."),
    CODE_ALREADY_USED(409, "The code was used before", "A code works once: what it was for is done."),
    TOO_MANY_ATTEMPTS(429, "Too many attempts", "Wait a while, then begin anew."),
    SIGN_IN_EXPIRED(410, "The sign-in is over", "Sign in again from the start."),
    UNDO_LINK_EXPIRED(410, "The link doesn't work any more", "It was used before, is too old, or isn't complete.");

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
}

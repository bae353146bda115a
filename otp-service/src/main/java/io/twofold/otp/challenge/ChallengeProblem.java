package io.twofold.otp.challenge;

import io.twofold.kit.problem.ProblemType;
import java.util.Locale;
import java.util.Map;

/** What can be wrong with a code, a number or the wish for another code. */
enum ChallengeProblem implements ProblemType {
    INVALID_PHONE_NUMBER(422, "Not a phone number", "Check the number and the country it belongs to."),
    PHONE_NUMBER_NOT_ALLOWED(422, "This number can't be used", "Use your own mobile or landline number."),
    COUNTRY_NOT_SUPPORTED(422, "This country isn't served", "Use a phone number of another country."),
    PHONE_NUMBER_RECENTLY_CHANGED(
            422,
            "The SIM card of this number was changed lately",
            "No code is sent there for some days, by text or by call: use another way to prove who you are."),
    INCORRECT_CODE(422, "The code isn't right", "Check the code and type it again."),
    CODE_SUPERSEDED(422, "A newer code was sent", "Type the code from the newest message or call."),
    CODE_EXPIRED(410, "The code has expired", "Ask for a new code."),
    CODE_ALREADY_USED(409, "The code was already used", "A code is accepted once; start again if you need another."),
    TOO_MANY_ATTEMPTS(429, "Too many wrong codes", "No further code is accepted here; start again later."),
    TOO_MANY_CODES(429, "Too many codes were sent", "Wait before you ask for another code, or use another number."),
    RESEND_TOO_SOON(429, "A code was just sent", "Give the message a moment to arrive, then ask for another code."),
    DELIVERY_UNAVAILABLE(503, "No code can be sent for the moment", "Nothing was sent or counted; try again later.");

    private final int status;
    private final String title;
    private final String detail;

    ChallengeProblem(int status, String title, String detail) {
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
            case PHONE_NUMBER_NOT_ALLOWED -> Map.of("kind", "premium");
            case PHONE_NUMBER_RECENTLY_CHANGED -> Map.of("usableAt", "2026-05-07T10:00:00Z");
            default -> Map.of();
        };
    }
}

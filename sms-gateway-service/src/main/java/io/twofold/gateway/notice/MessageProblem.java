package io.twofold.gateway.notice;

import io.twofold.kit.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be wrong with a message that somebody wants sent. */
enum MessageProblem implements ProblemType {
    UNKNOWN_TEMPLATE(
            422, "There is no such template", "Use one of those named in templates, or have yours configured."),
    INVALID_PHONE_NUMBER(422, "Not a phone number", "Check the number and the country it belongs to."),
    PHONE_NUMBER_NOT_ALLOWED(422, "This number can't be used", "Use a mobile number, or a landline number for calls."),
    COUNTRY_NOT_SUPPORTED(422, "This country isn't served", "Use a phone number of another country.");

    private final int status;
    private final String title;
    private final String detail;

    MessageProblem(int status, String title, String detail) {
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
            case UNKNOWN_TEMPLATE -> Map.of("templates", List.of("phone_number_added"));
            case PHONE_NUMBER_NOT_ALLOWED -> Map.of("kind", "premium_rate");
            case INVALID_PHONE_NUMBER, COUNTRY_NOT_SUPPORTED -> Map.of();
        };
    }
}

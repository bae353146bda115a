package io.twofold.apppassword.apppassword;

import io.twofold.kit.problem.ProblemType;
import java.util.Locale;
import java.util.Map;

/** What can be wrong with a wish for an app-specific password. */
enum AppPasswordProblem implements ProblemType {
    TWO_FACTOR_REQUIRED(
            403,
            "Two-factor authentication is needed",
            "Turn on two-factor authentication for this account, then generate app-specific passwords."),
    APP_PASSWORD_LIMIT_REACHED(
            409, "Too many app-specific passwords", "Revoke one that is no longer used, then generate a new one."),
    INVALID_LABEL(
            422,
            "This can't be a label",
            "Choose a label of 1 to 64 characters without control characters, such as the name of the program.");

    private final int status;
    private final String title;
    private final String detail;

    AppPasswordProblem(int status, String title, String detail) {
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
        return this == APP_PASSWORD_LIMIT_REACHED ? Map.of("limit", 25) : Map.of();
    }
}

package io.twofold.gateway.lookup;

import io.twofold.kit.problem.ProblemType;
import java.util.Locale;

/** What can be wrong with a number that is to be looked up. */
enum LookupProblem implements ProblemType {
    INVALID_PHONE_NUMBER(422, "Not a phone number", "Check the number and the country it belongs to.");

    private final int status;
    private final String title;
    private final String detail;

    LookupProblem(int status, String title, String detail) {
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

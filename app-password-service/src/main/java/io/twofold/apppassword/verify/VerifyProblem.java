package io.twofold.apppassword.verify;

import io.twofold.kit.problem.ProblemType;
import java.util.Locale;

/** What can be wrong with a question. */
enum VerifyProblem implements ProblemType {
    TOO_MANY_ATTEMPTS;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int status() {
        return 429;
    }

    @Override
    public String title() {
        return "Too many wrong passwords";
    }

    @Override
    public String detail() {
        return "Wrong passwords for this user name from this address are turned away for a while; the right one is not.";
    }
}

package io.twofold.kit.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The problems that every service may answer with. */
public enum CommonProblem implements ProblemType {
    MALFORMED_REQUEST(400, "The request can't be read", "Send well-formed JSON in UTF-8, as the API describes it."),
    UNAUTHORIZED(401, "Authentication is needed", "Send a valid access token of the kind this endpoint accepts."),
    REAUTHENTICATION_REQUIRED(
            401, "A fresh sign-in is needed", "Confirm who you are once more, then repeat the request."),
    FORBIDDEN(403, "Not allowed", "The access token doesn't carry the scope that this endpoint asks for."),
    NOT_FOUND(404, "Not found", "There is nothing here that you may see."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "This address doesn't know that method."),
    NOT_ACCEPTABLE(406, "Not acceptable", "This endpoint answers in JSON only."),
    ALREADY_DONE(
            409,
            "Already done",
            "A request with this idempotency key succeeded before, and its answer held a secret that is shown once."),
    REQUEST_IN_PROGRESS(409, "Still at it", "A request with this idempotency key is being worked on; ask again soon."),
    REQUEST_TOO_LARGE(413, "The request is too large", "A request body may have up to 16 KiB."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "Send the body as application/json."),
    VALIDATION_FAILED(422, "The request isn't valid", "Mend the fields named in violations."),
    IDEMPOTENCY_KEY_REUSED(
            422, "Idempotency key reused", "This idempotency key came with another body before: use a new one."),
    INTERNAL_ERROR(500, "Something went wrong here", "The fault is ours and has been recorded; try again later."),
    TEMPORARILY_UNAVAILABLE(
            503, "Not available for the moment", "Something this service needs is down; try again in a few seconds.");

    private final int status;
    private final String title;
    private final String detail;

    CommonProblem(int status, String title, String detail) {
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
            case VALIDATION_FAILED -> Map.of("violations", List.of(new Violation("code", "must be six digits")));
            case ALREADY_DONE -> Map.of("id", "0193f6a0-7a3c-7c11-9d53-3f1c2b8a9e01");
            default -> Map.of();
        };
    }
}

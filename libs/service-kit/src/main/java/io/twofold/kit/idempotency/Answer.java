package io.twofold.kit.idempotency;

import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * What a request came to, and what of it may be remembered.
 *
 * @param response the answer
 * @param createdId id of what was made, told to a repeat that can't have the answer itself
 * @param secret whether the answer holds a secret, so that it must not be kept
 */
public record Answer(Response response, @Nullable String createdId, boolean secret) {

    /** An answer that a repeat gets once more. Its entity must be plain JSON data. */
    public static Answer repeatable(Response response, String createdId) {
        return new Answer(response, createdId, false);
    }

    /** An answer with a secret in it: a repeat gets 409 {@code already_done} with the id. */
    public static Answer once(Response response, String createdId) {
        return new Answer(response, createdId, true);
    }

    /** A refusal: nothing was done, nothing is remembered. */
    public static Answer refused(Response response) {
        return new Answer(response, null, false);
    }

    boolean isSuccess() {
        return response.getStatus() < 300;
    }
}

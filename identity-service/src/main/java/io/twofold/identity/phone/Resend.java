package io.twofold.identity.phone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How another code is to come.
 *
 * @param method absent for the way the last one came
 */
@Schema(name = "Resend")
public record Resend(@Nullable Method method) {

    /**
     * Reads a body that may be missing altogether, or be {@code null}: there is nothing that must be said.
     *
     * @throws JsonProcessingException if there is one, and it isn't what it should be
     */
    public static Resend parse(String body, ObjectMapper json) throws JsonProcessingException {
        @Nullable Resend resend = body.isBlank() ? null : json.readValue(body, Resend.class);
        return resend == null ? new Resend(null) : resend;
    }
}

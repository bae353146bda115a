package io.twofold.identity.phone;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A code as it was typed. Anything but six ASCII digits is refused before a try is spent.
 *
 * @param code six digits
 */
public record TypedCode(
        @NotNull @Pattern(regexp = TypedCode.FORM, message = "must be six digits") @Schema(examples = "012345")
        String code) {

    public static final String FORM = "[0-9]{6}";

    @Override
    public String toString() {
        return "******";
    }
}

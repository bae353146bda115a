package io.twofold.identity.phone;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A phone number as it leaves this service.
 *
 * @param id absent while the number isn't trusted yet
 * @param verifiedAt absent while the number isn't trusted yet
 */
@Schema(name = "PhoneNumber", description = "A phone number, all but its last two digits hidden.")
public record PhoneNumberView(
        @Nullable UUID id,
        @Schema(examples = "US") String country,
        @Schema(examples = "(•••) •••-••42") String masked,
        @Schema(examples = "42") String lastDigits,
        List<Method> methods,
        @Nullable Instant verifiedAt) {

    public static PhoneNumberView of(TrustedPhoneNumber trusted) {
        return of(trusted.id(), trusted.number(), trusted.verifiedAt());
    }

    static PhoneNumberView of(SealedPhoneNumber number) {
        return of(null, number, null);
    }

    private static PhoneNumberView of(@Nullable UUID id, SealedPhoneNumber number, @Nullable Instant verifiedAt) {
        return new PhoneNumberView(
                id, number.country(), number.masked(), number.lastDigits(), number.methods(), verifiedAt);
    }
}

package io.twofold.identity.phone;

import io.twofold.identity.problem.IdentityProblem;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A phone number as a person types it.
 *
 * @param country ISO 3166-1 alpha-2; absent where the number is in international form
 * @param number national or international
 */
@Schema(name = "PhoneNumberInput")
public record PhoneNumberInput(
        @Nullable @Schema(examples = "US") String country,

        @NotBlank @Size(max = 64) @Schema(examples = "(408) 974-2042")
        String number) {

    /**
     * The number that is meant.
     *
     * @throws io.twofold.kit.problem.ProblemException 422 {@code invalid_phone_number} or {@code country_not_supported}
     */
    public PhoneNumber read() {
        if (country != null && !PhoneNumber.isKnownCountry(country)) {
            throw Problem.of(IdentityProblem.COUNTRY_NOT_SUPPORTED).exception();
        }
        return PhoneNumber.parse(country, number)
                .orElseThrow(
                        () -> Problem.of(IdentityProblem.INVALID_PHONE_NUMBER).exception());
    }

    /** Never the number: it is personal data. */
    @Override
    public String toString() {
        return "a phone number";
    }
}

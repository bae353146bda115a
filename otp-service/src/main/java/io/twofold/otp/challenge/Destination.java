package io.twofold.otp.challenge;

import io.twofold.otp.number.UsableNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The telephone number of a challenge as others may see it; the number itself is sealed beside it.
 *
 * @param country ISO 3166-1 alpha-2
 * @param masked all digits hidden but the last two
 * @param lastDigits those two
 * @param takesText whether it takes text messages
 */
@Embeddable
record Destination(
        @Column String country,
        @Column String masked,
        @Column String lastDigits,
        @Column Boolean takesText) {

    static Destination of(UsableNumber usable) {
        return new Destination(
                usable.number().country(),
                usable.number().masked(),
                usable.number().lastDigits(),
                usable.takesText());
    }
}

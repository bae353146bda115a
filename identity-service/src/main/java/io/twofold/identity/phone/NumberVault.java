package io.twofold.identity.phone;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.Fingerprinter;
import io.twofold.kit.sealing.Sealer;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Seals numbers under the id they are kept by, and opens them for the moment a code is sent. */
@Singleton
public class NumberVault {

    private static final String CONTEXT = "phone-number:";

    private final Sealer sealer;
    private final Fingerprinter fingerprinter;

    NumberVault(Sealer sealer, Fingerprinter fingerprinter) {
        this.sealer = sealer;
        this.fingerprinter = fingerprinter;
    }

    SealedPhoneNumber seal(PhoneNumber number, UUID id) {
        return new SealedPhoneNumber(
                sealer.seal(number.e164(), CONTEXT + id),
                fingerprint(number),
                number.country(),
                number.masked(),
                number.lastDigits(),
                number.type() != PhoneNumberType.FIXED_LINE);
    }

    byte[] fingerprint(PhoneNumber number) {
        return fingerprinter.of("phone-number", number.e164());
    }

    /** The number, for the moment it is given to otp-service. */
    public PhoneNumber open(SealedPhoneNumber number, UUID id) {
        return PhoneNumber.ofE164(sealer.open(number.sealed(), CONTEXT + id));
    }
}

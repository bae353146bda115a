package io.twofold.identity.phone;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;

/** A phone number as it is kept: what may be shown in clear, the rest sealed. Made and opened by {@link NumberVault}. */
@Embeddable
public class SealedPhoneNumber {

    @Column(name = "sealed_number", updatable = false)
    private byte[] sealed;

    @Column(updatable = false)
    private byte[] fingerprint;

    @Column(updatable = false)
    private String country;

    @Column(updatable = false)
    private String masked;

    @Column(updatable = false)
    private String lastDigits;

    @Column(updatable = false)
    private boolean takesText;

    protected SealedPhoneNumber() {}

    SealedPhoneNumber(
            byte[] sealed, byte[] fingerprint, String country, String masked, String lastDigits, boolean takesText) {
        this.sealed = sealed;
        this.fingerprint = fingerprint;
        this.country = country;
        this.masked = masked;
        this.lastDigits = lastDigits;
        this.takesText = takesText;
    }

    byte[] sealed() {
        return sealed;
    }

    byte[] fingerprint() {
        return fingerprint;
    }

    /** ISO 3166-1 alpha-2. */
    public String country() {
        return country;
    }

    /** The national form with all but its last two digits hidden. */
    public String masked() {
        return masked;
    }

    String lastDigits() {
        return lastDigits;
    }

    /** A landline takes calls only. */
    public List<Method> methods() {
        return takesText ? List.of(Method.SMS, Method.VOICE) : List.of(Method.VOICE);
    }
}

package io.twofold.otp.limit;

/** What a send was counted as, sealed, for the challenge to keep; nothing for a code that the caller delivers itself. */
public final class Receipt {

    /** Of what isn't counted. */
    public static final Receipt NONE = new Receipt(new byte[0]);

    private final byte[] sealed;

    private Receipt(byte[] sealed) {
        this.sealed = sealed;
    }

    /** As {@link #toBytes()} gave it. */
    public static Receipt ofBytes(byte[] sealed) {
        return new Receipt(sealed.clone());
    }

    public byte[] toBytes() {
        return sealed.clone();
    }

    public boolean isNone() {
        return sealed.length == 0;
    }
}

package io.twofold.gateway.delivery;

/** A sealed number and message. Worthless without the key and the row it was sealed for. */
final class Sealed {

    private final byte[] bytes;

    Sealed(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "******";
    }
}

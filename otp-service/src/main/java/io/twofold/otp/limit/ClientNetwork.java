package io.twofold.otp.limit;

import java.util.HexFormat;
import java.util.Optional;

/** Where a person asks from, as a keyed fingerprint of the address; nothing of a network that isn't counted. */
public final class ClientNetwork {

    private static final ClientNetwork TRUSTED = new ClientNetwork(new byte[0]);

    private final byte[] fingerprint;

    private ClientNetwork(byte[] fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** One that isn't counted. */
    static ClientNetwork trusted() {
        return TRUSTED;
    }

    /** As {@link #toBytes()} gave it. */
    public static ClientNetwork ofBytes(byte[] fingerprint) {
        return new ClientNetwork(fingerprint.clone());
    }

    public byte[] toBytes() {
        return fingerprint.clone();
    }

    /** What is counted, if it is. */
    Optional<String> subject() {
        return fingerprint.length == 0
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(fingerprint));
    }
}

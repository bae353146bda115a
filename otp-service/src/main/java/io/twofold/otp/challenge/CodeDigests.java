package io.twofold.otp.challenge;

import io.twofold.kit.sealing.KeyedDigest;
import jakarta.inject.Singleton;

/**
 * What is kept of a code: an HMAC that is bound to client, purpose, binding and the number of the send, so that it is
 * worthless in any other row. A binding's sends are numbered through all its challenges, hence the challenge is implied.
 */
@Singleton
class CodeDigests {

    private final KeyedDigest digest;

    CodeDigests(KeyedDigest digest) {
        this.digest = digest;
    }

    /** @param send the binding's, from 1 */
    byte[] of(Challenge challenge, int send, Code code) {
        return digest.of(context(challenge, send), code.digits());
    }

    /** In constant time. */
    boolean match(byte[] kept, Challenge challenge, int send, Code code) {
        return digest.matches(kept, context(challenge, send), code.digits());
    }

    /** The client's length goes before it: no two bindings share a context. */
    private static String context(Challenge challenge, int send) {
        String client = challenge.client();
        return "code:%s:%d:%d:%s:%s"
                .formatted(challenge.purpose().word(), send, client.length(), client, challenge.binding());
    }
}

package io.twofold.identity.session;

import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.sealing.Fingerprinter;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes refresh tokens and knows its own again. One is the session's id under a keyed tag, which stays, and 256 random
 * bits, which change with every use. By the tag an old token is known as one that was once genuine, and nobody who
 * merely knows a session's id can make one and end the session with it.
 */
@Singleton
class RefreshTokens {

    private static final int ID_BYTES = 16;
    private static final int TAG_BYTES = 16;
    private static final int PART_LENGTH = 43;

    private final Fingerprinter fingerprinter;
    private final SecureRandom random;

    RefreshTokens(Fingerprinter fingerprinter, SecureRandom random) {
        this.fingerprinter = fingerprinter;
        this.random = random;
    }

    RefreshToken next(UUID sessionId) {
        byte[] head = ByteBuffer.allocate(ID_BYTES + TAG_BYTES)
                .putLong(sessionId.getMostSignificantBits())
                .putLong(sessionId.getLeastSignificantBits())
                .put(tag(sessionId))
                .array();
        return new RefreshToken(
                sessionId,
                Base64.getUrlEncoder().withoutPadding().encodeToString(head)
                        + '.'
                        + OpaqueToken.random(random).text());
    }

    /** Empty for what this service never made. */
    Optional<RefreshToken> recognise(String text) {
        if (text.length() != 2 * PART_LENGTH + 1 || text.charAt(PART_LENGTH) != '.') {
            return Optional.empty();
        }
        ByteBuffer head;
        try {
            head = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(0, PART_LENGTH)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        UUID sessionId = new UUID(head.getLong(), head.getLong());
        byte[] tag = new byte[TAG_BYTES];
        head.get(tag);
        boolean genuine = MessageDigest.isEqual(tag, tag(sessionId));
        return genuine ? Optional.of(new RefreshToken(sessionId, text)) : Optional.empty();
    }

    private byte[] tag(UUID sessionId) {
        return Arrays.copyOf(fingerprinter.of("refresh-token", sessionId.toString()), TAG_BYTES);
    }
}

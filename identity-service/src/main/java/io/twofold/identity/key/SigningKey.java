package io.twofold.identity.key;

import io.twofold.kit.sealing.Sealer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/** One ES256 key pair, as it lies in the table. */
@Entity
@Table(name = "signing_key")
class SigningKey {

    @Id
    private String id;

    @Column
    private byte[] publicKey;

    @Column
    private byte[] sealedPrivate;

    @Column
    private Instant activeFrom;

    @Column
    private Instant createdAt;

    protected SigningKey() {}

    private SigningKey(String id, byte[] publicKey, byte[] sealedPrivate, Instant activeFrom, Instant now) {
        this.id = id;
        this.publicKey = publicKey;
        this.sealedPrivate = sealedPrivate;
        this.activeFrom = activeFrom;
        this.createdAt = now;
    }

    static SigningKey generate(String id, Sealer sealer, SecureRandom random, Instant activeFrom, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            String encoded =
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
            return new SigningKey(
                    id, pair.getPublic().getEncoded(), sealer.seal(encoded, context(id)), activeFrom, now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM can't make EC keys", e);
        }
    }

    String id() {
        return id;
    }

    Instant activeFrom() {
        return activeFrom;
    }

    ECPublicKey publicKey() {
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A signing key is damaged: " + id, e);
        }
    }

    PrivateKey privateKey(Sealer sealer) {
        byte[] encoded = Base64.getDecoder().decode(sealer.open(sealedPrivate, context(id)));
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A signing key is damaged: " + id, e);
        }
    }

    private static String context(String id) {
        return "signing-key:" + id;
    }
}

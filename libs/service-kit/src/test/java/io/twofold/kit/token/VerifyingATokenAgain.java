package io.twofold.kit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.kit.problem.UnavailableException;
import io.twofold.testing.MutableClock;
import io.twofold.testing.TokenAuthority;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class VerifyingATokenAgain {

    private final MutableClock clock = new MutableClock(Instant.now());
    private final EllipticCurveJsonWebKey key = newKey();
    private final Map<String, PublicKey> published = new ConcurrentHashMap<>(Map.of("k", key.getPublicKey()));
    private final TokenVerifier verifier =
            new TokenVerifier(keyId -> Optional.ofNullable(published.get(keyId)), settings(), clock);

    @Test
    void withinAMinuteItIsRemembered() {
        String token = token(Duration.ofMinutes(10));
        ServiceToken first = verifier.service(token).orElseThrow();
        clock.advance(Duration.ofSeconds(59));
        assertThat(verifier.service(token).orElseThrow()).isSameAs(first);
        clock.advance(Duration.ofSeconds(1));
        assertThat(verifier.service(token).orElseThrow()).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void itIsNotGoodBeyondItsEnd() {
        String token = token(Duration.ofSeconds(30));
        assertThat(verifier.service(token)).isPresent();
        clock.advance(Duration.ofSeconds(30));
        assertThat(verifier.service(token)).isEmpty();
    }

    @Test
    void itFallsWithItsKey() {
        String token = token(Duration.ofMinutes(10));
        assertThat(verifier.service(token)).isPresent();
        published.put("k", newKey().getPublicKey());
        assertThat(verifier.service(token)).isEmpty();
        published.put("k", key.getPublicKey());
        assertThat(verifier.service(token)).isPresent();
        published.remove("k");
        assertThat(verifier.service(token)).isEmpty();
    }

    @Test
    void asOneKindItIsStillNothingToTheOther() {
        String token = token(Duration.ofMinutes(10));
        assertThat(verifier.service(token)).isPresent();
        assertThat(verifier.user(token)).isEmpty();
    }

    @Test
    void theOldestIsForgottenForTheNewest() {
        String token = token(Duration.ofMinutes(10));
        ServiceToken first = verifier.service(token).orElseThrow();
        verifier.service(token(Duration.ofMinutes(10)));
        verifier.service(token(Duration.ofMinutes(10)));
        assertThat(verifier.service(token).orElseThrow()).isNotSameAs(first);
    }

    @Test
    void withoutAnyKeysItCannotBeTold() {
        TokenVerifier inTheDark = new TokenVerifier(
                _ -> {
                    throw new UnavailableException("no keys");
                },
                settings(),
                clock);
        String token = token(Duration.ofMinutes(10));
        assertThatThrownBy(() -> inTheDark.service(token)).isInstanceOf(UnavailableException.class);
        assertThat(inTheDark.service("nonsense")).isEmpty();
    }

    private String token(Duration life) {
        return TokenAuthority.sign(
                claims -> {
                    claims.setAudience("kit-probe");
                    claims.setSubject("otp");
                    claims.setIssuedAt(NumericDate.fromSeconds(clock.instant().getEpochSecond()));
                    claims.setExpirationTime(
                            NumericDate.fromSeconds(clock.instant().plus(life).getEpochSecond()));
                },
                signature -> {
                    signature.setKey(key.getPrivateKey());
                    signature.setKeyIdHeaderValue("k");
                });
    }

    private static Settings settings() {
        return new Settings(URI.create("http://localhost/"));
    }

    private static EllipticCurveJsonWebKey newKey() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}

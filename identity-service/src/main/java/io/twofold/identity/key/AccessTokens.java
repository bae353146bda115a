package io.twofold.identity.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.twofold.identity.key.KeyRing.ReadyKey;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.token.TokenConfig;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/** Signs access tokens, and reads those that this authority signed. */
@Singleton
public class AccessTokens {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final AlgorithmConstraints ES256_ONLY = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    /** Tokens asked about again and again needn't be verified each time; about 2 KiB each. */
    private static final int REMEMBERED = 10_000;

    private final SigningKeys keys;
    private final TokenConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final Ids ids;
    private final VerificationKeyResolver resolver;
    private final Cache<ByteBuffer, JwtClaims> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    AccessTokens(SigningKeys keys, TokenConfig config, ObjectMapper json, Clock clock, Ids ids) {
        this.keys = keys;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
        this.resolver = (signature, nesting) -> Optional.ofNullable(signature.getKeyIdHeaderValue())
                .flatMap(keys::find)
                .orElseThrow(() -> new UnresolvableKeyException("unknown key"));
    }

    /**
     * Signs a token.
     *
     * @param claims all but {@code iss}, {@code iat}, {@code exp} and {@code jti}, which are put in here
     */
    public String sign(Map<String, Object> claims, Instant issuedAt, Instant expiresAt) {
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.put("iss", config.issuer());
        all.put("iat", issuedAt.getEpochSecond());
        all.put("exp", expiresAt.getEpochSecond());
        all.put("jti", ids.next().toString());
        ReadyKey key = keys.active();
        String header = "{\"typ\":\"at+jwt\",\"alg\":\"ES256\",\"kid\":\"" + key.id() + "\"}";
        try {
            String signed = BASE64.encodeToString(header.getBytes(UTF_8))
                    + '.'
                    + BASE64.encodeToString(json.writeValueAsBytes(all));
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.privateKey());
            signature.update(signed.getBytes(UTF_8));
            return signed + '.' + BASE64.encodeToString(signature.sign());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Claims are JSON", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM can't sign with ES256", e);
        }
    }

    /** The claims of a living token of this authority, whatever its audience; empty for anything else. */
    public Optional<JwtClaims> read(String token) {
        ByteBuffer digest = ByteBuffer.wrap(OpaqueToken.sha256(token));
        JwtClaims known = verified.getIfPresent(digest);
        if (known == null) {
            try {
                known = verify(token);
            } catch (InvalidJwtException _) {
                return Optional.empty();
            }
            verified.put(digest, known);
        }
        return isAlive(known) ? Optional.of(known) : Optional.empty();
    }

    private boolean isAlive(JwtClaims claims) {
        return claims.getClaimValue("exp") instanceof Number expiry
                && expiry.longValue() > clock.instant().getEpochSecond();
    }

    private JwtClaims verify(String token) throws InvalidJwtException {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ES256_ONLY)
                .setVerificationKeyResolver(resolver)
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(config.issuer())
                .setSkipDefaultAudienceValidation()
                .setRequireSubject()
                .setRequireJwtId()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.instant().toEpochMilli()))
                .build();
        return consumer.processToClaims(token);
    }
}

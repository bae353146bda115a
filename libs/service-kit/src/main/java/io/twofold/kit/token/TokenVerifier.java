package io.twofold.kit.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Checks access tokens as RFC 9068 §4 asks: {@code typ} is {@code at+jwt}, {@code alg} is ES256 whatever the header
 * would like, signature, issuer, audience and time are good. A token of the one kind is nothing to an endpoint of the
 * other.
 */
@ApplicationScoped
public class TokenVerifier {

    private static final Logger LOG = Logger.getLogger(TokenVerifier.class);

    private static final AlgorithmConstraints ES256_ONLY = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private final VerificationKeyResolver resolver;
    private final TokenConfig config;
    private final Clock clock;

    TokenVerifier(VerificationKeys keys, TokenConfig config, Clock clock) {
        this.resolver = (signature, nesting) -> key(signature, nesting, keys);
        this.config = config;
        this.clock = clock;
    }

    /** Empty for anything but a good user token. */
    public Optional<UserToken> user(String token) {
        try {
            JwtClaims claims = verify(token, UserToken.AUDIENCE);
            String sessionId = claims.getStringClaimValue("sid");
            if (sessionId == null) {
                return Optional.empty();
            }
            return Optional.of(new UserToken(
                    UUID.fromString(claims.getSubject()),
                    UUID.fromString(sessionId),
                    claims.getStringClaimValue("client_id"),
                    instant(claims.getIssuedAt()),
                    instant(claims.getNumericDateClaimValue("auth_time")),
                    claims.getStringClaimValue("acr"),
                    List.copyOf(claims.getStringListClaimValue("amr")),
                    claims.getStringClaimValue("email")));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException | NullPointerException e) {
            LOG.debugf("User token refused: %s", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Empty for anything but a good service token for this service. */
    public Optional<ServiceToken> service(String token) {
        try {
            JwtClaims claims = verify(token, config.audience());
            if (claims.hasClaim("sid")) {
                return Optional.empty();
            }
            String scope = claims.getStringClaimValue("scope");
            return Optional.of(new ServiceToken(
                    claims.getSubject(), scope == null ? Set.of() : Set.copyOf(List.of(scope.split(" ", -1)))));
        } catch (InvalidJwtException | MalformedClaimException e) {
            LOG.debugf("Service token refused: %s", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private JwtClaims verify(String token, String audience) throws InvalidJwtException {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ES256_ONLY)
                .setVerificationKeyResolver(resolver)
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(config.issuer())
                .setExpectedAudience(audience)
                .setRequireSubject()
                .setRequireJwtId()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.instant().toEpochMilli()))
                .build();
        return consumer.processToClaims(token);
    }

    private static Key key(JsonWebSignature signature, List<JsonWebStructure> nesting, VerificationKeys keys)
            throws UnresolvableKeyException {
        String keyId = signature.getKeyIdHeaderValue();
        if (keyId == null || !nesting.isEmpty()) {
            throw new UnresolvableKeyException("no key id");
        }
        return keys.find(keyId).orElseThrow(() -> new UnresolvableKeyException("unknown key"));
    }

    private static Instant instant(NumericDate date) {
        return Instant.ofEpochSecond(date.getValue());
    }
}

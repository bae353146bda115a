package io.twofold.kit.token;

import io.twofold.kit.problem.UnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.security.PublicKey;
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
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Checks access tokens as RFC 9068 §4 asks: {@code typ} is {@code at+jwt}, {@code alg} is ES256 whatever the header
 * would like, signature, issuer, audience and time are good. A token of the one kind is nothing to an endpoint of the
 * other. What was found good is remembered for a short while ({@link TokenConfig#rememberedFor()}).
 */
@ApplicationScoped
public class TokenVerifier {

    private static final Logger LOG = Logger.getLogger(TokenVerifier.class);

    private static final AlgorithmConstraints ES256_ONLY = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private final VerificationKeys keys;
    private final VerificationKeyResolver resolver;
    private final TokenConfig config;
    private final Clock clock;
    private final RememberedTokens<UserToken> users;
    private final RememberedTokens<ServiceToken> services;

    /** What the claims of a good token say; empty where they are those of the other kind. */
    @FunctionalInterface
    private interface Reader<T> {
        Optional<T> read(JwtClaims claims) throws MalformedClaimException;
    }

    TokenVerifier(VerificationKeys keys, TokenConfig config, Clock clock) {
        this.keys = keys;
        this.resolver = (signature, nesting) -> key(signature, nesting, keys);
        this.config = config;
        this.clock = clock;
        this.users = new RememberedTokens<>(config.remembered());
        this.services = new RememberedTokens<>(config.remembered());
    }

    /**
     * Empty for anything but a good user token.
     *
     * @throws UnavailableException if no keys of the authority are known, so that it can't be told
     */
    public Optional<UserToken> user(String token) {
        return check(token, UserToken.AUDIENCE, users, TokenVerifier::userToken);
    }

    /**
     * Empty for anything but a good service token for this service.
     *
     * @throws UnavailableException if no keys of the authority are known, so that it can't be told
     */
    public Optional<ServiceToken> service(String token) {
        return check(token, config.audience(), services, TokenVerifier::serviceToken);
    }

    private <T> Optional<T> check(String token, String audience, RememberedTokens<T> remembered, Reader<T> reader) {
        Instant now = clock.instant();
        Optional<T> known = remembered.find(token, now, keys);
        if (known.isPresent()) {
            return known;
        }
        try {
            JwtContext verified = consumer(audience, now).process(token);
            JwtClaims claims = verified.getJwtClaims();
            Optional<T> read = reader.read(claims);
            if (read.isPresent()) {
                JsonWebStructure signature = verified.getJoseObjects().getFirst();
                remembered.add(
                        token,
                        new RememberedTokens.Remembered<>(
                                read.get(),
                                signature.getKeyIdHeaderValue(),
                                (PublicKey) signature.getKey(),
                                earlier(instant(claims.getExpirationTime()), now.plus(config.rememberedFor()))));
            }
            return read;
        } catch (InvalidJwtException e) {
            if (e.getCause() instanceof UnavailableException down) {
                throw down;
            }
            LOG.debugf("Token refused: %s", e.getClass().getSimpleName());
        } catch (MalformedClaimException | IllegalArgumentException | NullPointerException e) {
            LOG.debugf("Token refused: %s", e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private static Optional<UserToken> userToken(JwtClaims claims) throws MalformedClaimException {
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
    }

    private static Optional<ServiceToken> serviceToken(JwtClaims claims) throws MalformedClaimException {
        if (claims.hasClaim("sid")) {
            return Optional.empty();
        }
        String scope = claims.getStringClaimValue("scope");
        return Optional.of(new ServiceToken(
                claims.getSubject(), scope == null ? Set.of() : Set.copyOf(List.of(scope.split(" ", -1)))));
    }

    /** For one token: its time is fixed when it is built. */
    private JwtConsumer consumer(String audience, Instant now) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ES256_ONLY)
                .setVerificationKeyResolver(resolver)
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(config.issuer())
                .setExpectedAudience(audience)
                .setRequireSubject()
                .setRequireJwtId()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build();
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

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

package io.twofold.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * A token authority for the tests of a service that only checks tokens: publishes a JWKS over HTTP and mints access
 * tokens, good ones and bad ones. As a test resource it sets {@code twofold.tokens.*} and fresh keysets.
 *
 * <pre>{@code @WithTestResource(TokenAuthority.class)}</pre>
 */
public final class TokenAuthority implements QuarkusTestResourceLifecycleManager {

    private static final String JWKS_PATH = "/.well-known/jwks.json";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final EllipticCurveJsonWebKey KEY = newKey();
    private static final HttpServer SERVER = listen();
    private static final AtomicInteger FETCHES = new AtomicInteger();
    private static final AtomicBoolean DOWN = new AtomicBoolean();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "twofold.tokens.issuer", issuer(),
                "twofold.tokens.jwks-url", issuer() + JWKS_PATH,
                "twofold.tokens.timeout", "PT10S",
                "twofold.sealing.storage-keyset", Keysets.aead(),
                "twofold.sealing.delivery-keyset", Keysets.aead(),
                "twofold.digest.keyset", Keysets.mac(),
                "twofold.fingerprint.keyset", Keysets.prf());
    }

    @Override
    public void stop() {}

    public static String issuer() {
        return "http://localhost:" + SERVER.getAddress().getPort();
    }

    /** How often the keys were fetched. */
    public static int fetches() {
        return FETCHES.get();
    }

    /** Answers 503 from now on, or no longer. */
    public static void setDown(boolean down) {
        DOWN.set(down);
    }

    /** A service's token, good for ten minutes. */
    public static String serviceToken(String audience, String clientId, String... scopes) {
        return token(claims -> {
            claims.setAudience(audience);
            claims.setSubject(clientId);
            claims.setStringClaim("client_id", clientId);
            claims.setStringClaim("scope", String.join(" ", scopes));
        });
    }

    /** A person's token after two factors, fresh. */
    public static String userToken(UUID accountId) {
        return userToken(accountId, claims -> {});
    }

    /** As {@link #userToken(UUID)}, changed as the test needs it. */
    public static String userToken(UUID accountId, Consumer<JwtClaims> change) {
        return token(claims -> {
            claims.setAudience("twofold-account");
            claims.setSubject(accountId.toString());
            claims.setStringClaim("client_id", "twofold-account");
            claims.setStringClaim("sid", UUID.randomUUID().toString());
            claims.setClaim("auth_time", Instant.now().getEpochSecond());
            claims.setStringClaim("acr", "aal2");
            claims.setStringListClaim("amr", List.of("pwd", "sms"));
            claims.setStringClaim("email", "someone@example.org");
            change.accept(claims);
        });
    }

    /** Any access token, signed with the published key. */
    public static String token(Consumer<JwtClaims> fill) {
        return sign(fill, signature -> {});
    }

    /** Any access token, with a header as the test needs it. */
    public static String sign(Consumer<JwtClaims> fill, Consumer<JsonWebSignature> header) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromMilliseconds(Instant.now().toEpochMilli()));
        claims.setExpirationTime(
                NumericDate.fromMilliseconds(Instant.now().plus(LIFETIME).toEpochMilli()));
        fill.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(KEY.getPrivateKey());
        signature.setKeyIdHeaderValue(KEY.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setHeader("typ", "at+jwt");
        header.accept(signature);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EllipticCurveJsonWebKey newKey() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(UUID.randomUUID().toString());
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer listen() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            server.createContext(JWKS_PATH, exchange -> {
                FETCHES.incrementAndGet();
                byte[] body = new JsonWebKeySet(KEY)
                        .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                        .getBytes(UTF_8);
                if (DOWN.get()) {
                    exchange.sendResponseHeaders(503, -1);
                } else {
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

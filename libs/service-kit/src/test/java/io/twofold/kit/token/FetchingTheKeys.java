package io.twofold.kit.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.agroal.api.AgroalDataSource;
import io.twofold.kit.probe.KitTest;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KitTest
class FetchingTheKeys {

    private static final int MANY = 64;

    @Inject
    AgroalDataSource database;

    private final MutableClock clock = new MutableClock(Instant.now());
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String published = "";
    private HttpServer authority;

    @BeforeEach
    void startTheAuthority() throws IOException {
        authority = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authority.createContext("/", exchange -> {
            fetches.incrementAndGet();
            byte[] body = published.getBytes(UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        authority.start();
    }

    @AfterEach
    void stopTheAuthority() {
        authority.stop(0);
    }

    @Test
    void untilThereAreAnyNobodyIsCalledAForgerAndTheAuthorityIsAskedOnce() throws Exception {
        RemoteJwks jwks = jwks();
        CyclicBarrier together = new CyclicBarrier(MANY);
        Callable<Object> call = () -> {
            together.await();
            return jwks.find("k");
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(Collections.nCopies(MANY, call)))
                    .extracting(Future::exceptionNow)
                    .hasOnlyElementsOfType(UnavailableException.class);
        }
        assertThat(fetches).hasValue(1);
        published = keySet("k");
        clock.advance(Duration.ofSeconds(5));
        assertThat(jwks.find("k")).isPresent();
    }

    @Test
    void anEmptySetIsNoSet() {
        RemoteJwks jwks = jwks();
        published = "{\"keys\":[]}";
        assertThatThrownBy(() -> jwks.find("k")).isInstanceOf(UnavailableException.class);
        published = keySet("k");
        clock.advance(Duration.ofMinutes(6));
        assertThat(jwks.find("k")).isPresent();
        published = "{\"keys\":[]}";
        clock.advance(Duration.ofMinutes(6));
        assertThat(jwks.find("k")).isPresent();
    }

    @Test
    void theLastGoodOnesOutliveARestartWithoutTheAuthority() {
        published = keySet("k");
        assertThat(jwks().find("k")).isPresent();
        published = "";
        RemoteJwks restarted = jwks();
        assertThat(restarted.find("k")).isPresent();
        assertThat(restarted.find("unknown")).isEmpty();
        assertThat(fetches).hasValue(2);
    }

    private RemoteJwks jwks() {
        URI url = URI.create("http://localhost:" + authority.getAddress().getPort() + "/jwks.json");
        return new RemoteJwks(new Settings(url), database, clock);
    }

    private static String keySet(String keyId) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(keyId);
            return new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}

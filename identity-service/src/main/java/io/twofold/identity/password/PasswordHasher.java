package io.twofold.identity.password;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.twofold.kit.problem.UnavailableException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hashes and checks passwords. Callers wait; when too many do, the next is told to come back ({@link
 * UnavailableException}).
 */
@Startup
@Singleton
public class PasswordHasher {

    private static final int DECOY_BYTES = 32;

    private final Libsodium libsodium = Libsodium.load();
    private final PasswordConfig.Argon2 cost;
    private final ThreadPoolExecutor pool;
    private final Timer timer;
    private final String decoy;

    PasswordHasher(PasswordConfig config, SecureRandom random, MeterRegistry metrics) {
        this.cost = config.argon2();
        int threads = config.pool().threads().orElse(Runtime.getRuntime().availableProcessors());
        this.pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.pool().queue()),
                Thread.ofPlatform().name("argon2-", 0).daemon().factory(),
                new ThreadPoolExecutor.AbortPolicy());
        this.timer = Timer.builder("twofold.passwords.hashing")
                .description("Time one password takes, waiting not included")
                .register(metrics);
        metrics.gauge(
                "twofold.passwords.waiting",
                pool,
                executor -> executor.getQueue().size());
        byte[] nobodysPassword = new byte[DECOY_BYTES];
        random.nextBytes(nobodysPassword);
        this.decoy = libsodium.hash(
                Password.of(HexFormat.of().formatHex(nobodysPassword)), cost.memory(), cost.iterations());
    }

    /** A PHC string with a random salt. */
    public String hash(Password password) {
        return onPool(() -> libsodium.hash(password, cost.memory(), cost.iterations()));
    }

    public boolean matches(String phc, Password password) {
        return onPool(() -> libsodium.verify(phc, password));
    }

    /** A hash that no password matches and that takes as long as any: for addresses that have no account. */
    public String decoy() {
        return decoy;
    }

    /** Whether a hash was made at another cost than is set now. */
    public boolean isOutdated(String phc) {
        return !phc.startsWith("$argon2id$v=19$m=" + cost.memory() + ",t=" + cost.iterations() + ",p=1$");
    }

    private <T> T onPool(Callable<T> work) {
        Future<T> result;
        try {
            result = pool.submit(() -> timer.recordCallable(work));
        } catch (RejectedExecutionException e) {
            throw new UnavailableException("too many passwords wait to be hashed", e);
        }
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                throw new UnavailableException("no memory to hash a password", e);
            }
            throw new IllegalStateException("Hashing failed", e.getCause());
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        }
    }

    @PreDestroy
    void stop() {
        pool.shutdown();
    }
}

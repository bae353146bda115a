package io.twofold.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.twofold.identity.outside.Barrier;
import io.twofold.kit.problem.UnavailableException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HashingPasswords {

    private static final Password PASSWORD = Password.of("correct horse battery staple");

    @Test
    void saysInTheHashWhatItCost() {
        assertThat(hasher(Map.of("argon2.memory", "7168", "argon2.iterations", "5"))
                        .hash(PASSWORD))
                .startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
    }

    @Test
    void findsARightPasswordRightAndAWrongOneWrong() {
        PasswordHasher hasher = cheap();
        String hash = hasher.hash(PASSWORD);

        assertThat(hasher.matches(hash, PASSWORD)).isTrue();
        assertThat(hasher.matches(hash, Password.of("correct horse battery stable")))
                .isFalse();
        assertThat(hasher.matches(hash, Password.of("correct horse battery staple ")))
                .isFalse();
        assertThat(hasher.matches(hasher.decoy(), PASSWORD)).isFalse();
    }

    @Test
    void neverMakesTheSameHashTwice() {
        PasswordHasher hasher = cheap();

        assertThat(hasher.hash(PASSWORD)).isNotEqualTo(hasher.hash(PASSWORD));
    }

    @Test
    void knowsAHashOfEarlierSettings() {
        String earlier = cheap().hash(PASSWORD);
        PasswordHasher dearer = hasher(Map.of("argon2.memory", "128", "argon2.iterations", "1"));

        assertThat(dearer.isOutdated(earlier)).isTrue();
        assertThat(dearer.matches(earlier, PASSWORD)).isTrue();
        assertThat(dearer.isOutdated(dearer.hash(PASSWORD))).isFalse();
    }

    @Test
    void turnsSomeAwayWhenTooManyWait() {
        PasswordHasher narrow = hasher(
                Map.of("argon2.memory", "65536", "argon2.iterations", "3", "pool.threads", "1", "pool.queue", "1"));

        List<Boolean> hashed = Barrier.atOnce(16, () -> {
            try {
                return !narrow.hash(PASSWORD).isEmpty();
            } catch (UnavailableException _) {
                return false;
            }
        });

        assertThat(hashed).contains(true, false);
    }

    @Test
    void isFailedByMemoryThatIsNotThere() {
        PasswordHasher hasher = cheap();

        assertThatThrownBy(() -> Libsodium.load().hash(PASSWORD, Integer.MAX_VALUE, 1))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(hasher.hash(PASSWORD)).isNotEmpty();
    }

    @Test
    void saysSoWhenThereIsNoMemoryToCheckAPasswordWith() {
        PasswordHasher hasher = cheap();
        String dear = hasher.hash(PASSWORD).replace("m=64,", "m=" + Integer.MAX_VALUE + ",");

        assertThatThrownBy(() -> hasher.matches(dear, PASSWORD)).isInstanceOf(UnavailableException.class);
        assertThat(hasher.matches(hasher.hash(PASSWORD), Password.of("wrong"))).isFalse();
    }

    private static PasswordHasher cheap() {
        return hasher(Map.of("argon2.memory", "64", "argon2.iterations", "1"));
    }

    private static PasswordHasher hasher(Map<String, String> settings) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder().withMapping(PasswordConfig.class);
        settings.forEach((name, value) -> config.withDefaultValue("twofold.passwords." + name, value));
        return new PasswordHasher(
                config.build().getConfigMapping(PasswordConfig.class), new SecureRandom(), new SimpleMeterRegistry());
    }
}

package io.twofold.identity.key;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.identity.outside.Barrier;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Rows;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IdentityTest
class RotatingSigningKeys {

    @Inject
    SigningKeys keys;

    @Inject
    KeyRing ring;

    @Inject
    TestTime time;

    /** Whatever time other tests let pass: one key alone is published, and signs since half an hour ago. */
    @BeforeEach
    void haveOneKey() {
        time.pass(Duration.ofDays(60));
        keys.refresh();
        time.pass(Duration.ofDays(1));
        time.pass(Duration.ofMinutes(30));
        keys.refresh();
        assertThat(published()).hasSize(1);
    }

    @Test
    void publishesTheNextBeforeItIsUsedAndTheLastUntilItsTokensDied() {
        String first = keys.active().id();

        time.pass(Duration.ofDays(29).minusMinutes(25));
        keys.refresh();
        assertThat(keys.active().id()).isEqualTo(first);
        Set<String> next = new HashSet<>(published());
        next.remove(first);
        assertThat(next).hasSize(1);

        time.pass(Duration.ofDays(1).minusMinutes(5));
        Person.Device device = Person.registered().signedIn();
        time.pass(Duration.ofMinutes(6));
        keys.refresh();
        assertThat(keys.active().id()).isEqualTo(next.iterator().next());
        assertThat(device.isSignedIn()).as("a token of the key before").isTrue();
        assertThat(published()).contains(first);

        time.pass(Duration.ofMinutes(20));
        keys.refresh();
        assertThat(published()).containsExactlyElementsOf(next);
    }

    @Test
    void isDoneByOneReplicaHoweverManyThereAre() {
        time.pass(Duration.ofDays(30));

        Barrier.atOnce(8, () -> {
            ring.rotate();
            return true;
        });

        assertThat(Rows.count("signing_key")).isEqualTo(2);
    }

    @Test
    void tellsVerifiersToLookAgainInTime() {
        assertThat(get("/.well-known/jwks.json").header("Cache-Control")).isEqualTo("max-age=300");
    }

    @Test
    void keepsThePrivatePartToItself() {
        assertThat(get("/.well-known/jwks.json").<List<Object>>path("keys.d")).containsOnlyNulls();
        assertThat(get("/.well-known/jwks.json").<List<String>>path("keys.alg")).containsOnly("ES256");
        assertThat(get("/.well-known/jwks.json").<List<String>>path("keys.crv")).containsOnly("P-256");
    }

    @Test
    void isDescribedByTheMetadata() {
        var metadata = get("/.well-known/oauth-authorization-server");

        assertThat(metadata.<String>path("jwks_uri")).isEqualTo(metadata.path("issuer") + "/.well-known/jwks.json");
        assertThat(metadata.<List<String>>path("grant_types_supported"))
                .containsExactly("refresh_token", "client_credentials");
    }

    private static List<String> published() {
        return get("/.well-known/jwks.json").path("keys.kid");
    }
}

package io.twofold.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PrfSet;
import io.twofold.local.obstacle.Obstacle;
import io.twofold.local.state.Secrets.KeysetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TheSecrets {

    @TempDir
    Path parent;

    private StateFolder folder;

    @BeforeEach
    void aFolder() {
        folder = StateFolder.open(parent.resolve("state"));
    }

    @AfterEach
    void letGo() throws IOException {
        folder.close();
    }

    @Test
    void areTheSameAtTheNextStart() {
        var first = Secrets.of(folder);
        var token = first.token("client.partner");
        var keyset = first.keyset("keyset", KeysetKind.AEAD);
        first.save();

        var second = Secrets.of(folder);

        assertThat(second.token("client.partner")).isEqualTo(token);
        assertThat(second.keyset("keyset", KeysetKind.AEAD)).isEqualTo(keyset);
    }

    @Test
    void areDifferentInEachFolder() {
        try (var other = StateFolder.open(parent.resolve("other"))) {
            assertThat(Secrets.of(other).token("a"))
                    .isNotEqualTo(Secrets.of(folder).token("a"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void haveTheFormThatTheirReadersExpect() throws GeneralSecurityException {
        var secrets = Secrets.of(folder);

        assertThat(secrets.token("token")).matches("[A-Za-z0-9_-]{43}");
        assertThat(secrets.hex("sid", "AC")).matches("AC[0-9a-f]{32}");
        assertThat(primitive(secrets.keyset("aead", KeysetKind.AEAD), Aead.class))
                .isNotNull();
        assertThat(primitive(secrets.keyset("mac", KeysetKind.MAC), Mac.class)).isNotNull();
        assertThat(primitive(secrets.keyset("prf", KeysetKind.PRF), PrfSet.class))
                .isNotNull();
    }

    @Test
    void areForTheOwnersEyesOnly() throws IOException {
        var secrets = Secrets.of(folder);
        secrets.token("a");
        secrets.save();

        var file = folder.path().resolve("secrets.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void thatCannotBeReadAreAnObstacleAndAreNotQuoted() throws IOException {
        Files.writeString(folder.path().resolve("secrets.json"), "{\"a\": \"tell-nobody");

        assertThatThrownBy(() -> Secrets.of(folder))
                .isInstanceOf(Obstacle.class)
                .hasMessageContaining("secrets.json can't be read")
                .hasMessageContaining("--fresh")
                .satisfies(e -> assertThat(e).hasStackTraceContaining("secrets.json"))
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("tell-nobody"));
    }

    @Test
    void thatAreMissingBesideDataAreAnObstacle() throws IOException {
        Files.createDirectories(folder.postgresData());

        assertThatThrownBy(() -> Secrets.of(folder))
                .isInstanceOf(Obstacle.class)
                .hasMessageContaining("secrets.json is missing");
    }

    private static <T> T primitive(String keyset, Class<T> kind) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), kind);
    }
}

package io.twofold.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.local.obstacle.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AStateFolder {

    @TempDir
    Path parent;

    @Test
    void isItsOwnersOnly() throws IOException {
        try (var folder = StateFolder.open(parent.resolve("state"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void isHeldByOneStackAtATime() throws IOException {
        try (var folder = StateFolder.open(parent.resolve("state"))) {
            assertThatThrownBy(() -> StateFolder.open(folder.path()))
                    .isInstanceOf(Obstacle.class)
                    .hasMessageContaining("already running")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void isHeldUntilItIsLetGoWhateverIsLeftInIt() throws IOException {
        var path = parent.resolve("state");
        assertThat(StateFolder.isHeld(path)).isFalse();
        try (var folder = StateFolder.open(path)) {
            folder.stack().write(Map.of());
            assertThat(StateFolder.isHeld(path)).isTrue();
        }

        assertThat(StateFolder.stackOf(path).exists()).isTrue();
        assertThat(StateFolder.isHeld(path)).isFalse();
    }

    @Test
    void whoseDataAreNoneIsAnObstacle() throws IOException {
        try (var folder = StateFolder.open(parent.resolve("state"))) {
            folder.requireWhole();
            Files.createDirectories(folder.postgresData());

            assertThatThrownBy(folder::requireWhole)
                    .isInstanceOf(Obstacle.class)
                    .hasMessageContaining("isn't a data folder of PostgreSQL");
        }
    }

    @Test
    void canBeOpenedAgainOnceItIsLetGo() throws IOException {
        StateFolder.open(parent.resolve("state")).close();

        try (var folder = StateFolder.open(parent.resolve("state"))) {
            assertThat(folder.logs()).isDirectory();
        }
    }

    @Test
    void ofSomethingElseIsLeftAlone() throws IOException {
        var letters = Files.writeString(parent.resolve("letters.txt"), "dear all");

        assertThatThrownBy(() -> StateFolder.open(parent))
                .isInstanceOf(Obstacle.class)
                .hasMessageContaining("holds something else");
        assertThat(letters).hasContent("dear all");
    }

    @Test
    void thatIsAFileIsAnObstacle() throws IOException {
        var file = Files.writeString(parent.resolve("state"), "");

        assertThatThrownBy(() -> StateFolder.open(file))
                .isInstanceOf(Obstacle.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("can't be used");
    }

    @Test
    void forgetsEverythingWhenCleared() throws IOException {
        try (var folder = StateFolder.open(parent.resolve("state"))) {
            Files.createDirectories(folder.postgresData().resolve("base"));
            Files.writeString(folder.path().resolve("secrets.json"), "{}");

            folder.clear();

            assertThat(folder.postgresData()).doesNotExist();
            assertThat(folder.secrets().exists()).isFalse();
            assertThat(folder.logs()).isEmptyDirectory();
            assertThatThrownBy(() -> StateFolder.open(folder.path())).hasMessageContaining("already running");
        }
    }
}

package io.twofold.local.obstacle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TooLittleMemory {

    private static final long GIB = 1024L * 1024 * 1024;

    @TempDir
    Path root;

    @Test
    void onTheMachineIsAnObstacle() throws IOException {
        write("proc/meminfo", "MemTotal:        8000000 kB\nMemAvailable:    1048576 kB\n");

        assertThatThrownBy(() -> new FreeMemory(root).require(2 * GIB))
                .isInstanceOf(Obstacle.class)
                .hasMessageContaining("needs 2.0 GiB")
                .hasMessageContaining("1.0 GiB are free");
    }

    @Test
    void withinTheContainerIsAnObstacleThoughTheMachineHasPlenty() throws IOException {
        write("proc/meminfo", "MemAvailable:    8388608 kB\n");
        write("sys/fs/cgroup/memory.max", GIB + "\n");
        write("sys/fs/cgroup/memory.current", GIB / 2 + "\n");

        assertThatThrownBy(() -> new FreeMemory(root).require(GIB)).hasMessageContaining("0.5 GiB are free");
    }

    @Test
    void isNotWhatCachedFilesTake() throws IOException {
        write("sys/fs/cgroup/memory.max", 2 * GIB + "\n");
        write("sys/fs/cgroup/memory.current", 2 * GIB + "\n");
        write("sys/fs/cgroup/memory.stat", "anon 5\ninactive_file " + GIB + "\n");

        assertThatCode(() -> new FreeMemory(root).require(GIB)).doesNotThrowAnyException();
    }

    @Test
    void isNotKnownWhereNobodyTells() throws IOException {
        write("sys/fs/cgroup/memory.max", "max\n");

        assertThatCode(() -> new FreeMemory(root).require(Long.MAX_VALUE)).doesNotThrowAnyException();
    }

    private void write(String file, String content) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}

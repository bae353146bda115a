package io.twofold.embedded;

import static io.twofold.embedded.Program.StopSignal.TERM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AChildProcess {

    @TempDir
    Path folder;

    @Test
    void writesToItsLogAndSeesItsEnvironment() throws IOException {
        var log = folder.resolve("log");

        var child = Children.start(shell("echo $GREETING; pwd >&2", Map.of("GREETING", "hello")), log);

        child.onExit().join();
        assertThat(Files.readAllLines(log))
                .containsExactly("hello", folder.toRealPath().toString());
    }

    @Test
    void takesSignals() {
        var child = Children.start(shell("sleep 600", Map.of()), folder.resolve("log"));

        Children.signal(child.pid(), "KILL");

        assertThat(child.onExit().join().exitValue()).isEqualTo(128 + 9);
    }

    @Test
    void thatDoesNotExistIsSaidSo() {
        var missing = new Program(
                List.of(folder.resolve("missing").toString()), folder.resolve("nowhere"), Map.of(), List.of(), TERM);

        assertThatThrownBy(() -> Children.start(missing, folder.resolve("log")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("missing");
    }

    /** A JVM that starts a child of its own and is killed. */
    @Test
    void diesWithItsParent() throws IOException {
        var log = folder.resolve("log");
        var parent = Children.start(
                Program.java(
                        List.of(
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName(),
                                folder.toString()),
                        folder,
                        Map.of()),
                log);
        var pidFile = folder.resolve("pid");
        await().until(() -> Files.exists(pidFile));
        var child = ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();

        Children.signal(parent.pid(), "KILL");

        await().until(() -> !child.isAlive());
    }

    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            var folder = Path.of(arguments[0]);
            var program = new Program(List.of("sleep", "600"), folder, Map.of(), List.of(), TERM);
            var child = Children.start(program, folder.resolve("log"));
            var written = Files.writeString(folder.resolve("pid.unfinished"), String.valueOf(child.pid()));
            Files.move(written, folder.resolve("pid"));
            child.waitFor();
        }
    }

    private Program shell(String script, Map<String, String> environment) {
        return new Program(List.of("sh", "-c", script), folder, environment, List.of(), TERM);
    }
}

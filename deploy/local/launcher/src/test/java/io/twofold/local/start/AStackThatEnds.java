package io.twofold.local.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.twofold.embedded.Children;
import io.twofold.local.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AStackThatEnds {

    @TempDir
    Path home;

    private ToyStack stack;

    @BeforeEach
    void build() throws IOException {
        stack = new ToyStack(home);
    }

    @AfterEach
    void end() {
        stack.close();
    }

    /** One story, since each start costs seconds. */
    @Test
    void leavesNoProcessBehindAndKeepsWhatItHeldUntilItIsToBeginAnew() throws IOException, SQLException {
        var first = stack.start();
        var clients = stack.ready().at("/clients");
        stack.execute("CREATE TABLE kept (id int)");
        endsWithItsFamily(first, "TERM", 7);
        assertThat(stack.said()).contains("stopped").doesNotContain("ended with status");
        assertThat(stack.state().resolve("stack.json")).doesNotExist();

        var second = stack.start();
        assertThat(stack.ready().at("/clients")).isEqualTo(clients);
        stack.execute("INSERT INTO kept VALUES (1)");
        endsWithItsFamily(second, "KILL", 7);

        stack.start("--fresh");
        await().atMost(ToyStack.PATIENCE)
                .until(() -> !stack.ready().at("/clients").equals(clients));
        assertThatThrownBy(() -> stack.execute("INSERT INTO kept VALUES (2)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("kept");
    }

    @Test
    void withTheDemoItWasStartedForLeavesNothingBehind() throws IOException {
        try (var killed = StateFolder.open(stack.state())) {
            killed.stack().write(Map.of("kafka", "localhost:1"));
        }

        var demo = stack.launch("demo");

        endsWithItsFamily(demo, "TERM", 3);
        assertThat(stack.said()).contains("No stack is running there").contains("stopped");
    }

    @Test
    void beforeItBeganBecauseAServiceCannotStartLeavesNothingBehind() throws IOException {
        Files.delete(stack.jarOf("otp-service"));
        Files.writeString(stack.jarOf("otp-service"), "not a jar");

        var launcher = stack.start();

        assertThat(launcher.onExit().join().exitValue()).isEqualTo(1);
        assertThat(stack.said()).contains("otp-service ended with status 1, 3 times in a row before it was ready");
        assertThat(launcher.descendants()).isEmpty();
        assertThat(stack.state().resolve("stack.json")).doesNotExist();
    }

    private static void endsWithItsFamily(Process launcher, String signal, int members) {
        var family = await().atMost(ToyStack.PATIENCE)
                .until(() -> launcher.descendants().toList(), found -> found.size() >= members);

        Children.signal(launcher.pid(), signal);

        await().atMost(ToyStack.PATIENCE).until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
        launcher.onExit().join();
    }
}

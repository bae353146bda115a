package io.twofold.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import io.twofold.embedded.Children;
import io.twofold.embedded.Program;
import io.twofold.local.obstacle.Obstacle;
import io.twofold.local.state.JsonFile;
import io.twofold.local.supervision.Supervised.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AProcessThatDies {

    private static final Duration AT_ONCE = Duration.ofMillis(200);

    @TempDir
    Path folder;

    private final Memory memory = new Memory();
    private JsonFile written;
    private Supervisor supervisor;

    @BeforeEach
    void supervise() {
        written = new JsonFile(folder.resolve("processes.json"));
        supervisor = new Supervisor(folder, new ProcessLedger(written), memory);
    }

    @AfterEach
    void stop() {
        supervisor.stopAll();
    }

    @Test
    void isStartedAgainAtOnce() throws Exception {
        ready(shell("sleeper", "echo started; exec sleep 600"));
        awaitLog("started\n");

        Children.signal(memory.pids.getFirst(), "KILL");

        await().until(() -> memory.pids.size() == 2);
        assertThat(memory.pauses).containsExactly(AT_ONCE);
        assertThat(memory.endings).containsExactly("sleeper ended with status 137");
        awaitLog("started\nstarted\n");
    }

    @Test
    void againAndAgainComesBackQuicklyEachTime() throws Exception {
        ready(shell("sleeper", "exec sleep 600"));

        for (var deaths = 1; deaths <= 5; deaths++) {
            var readies = deaths;
            await().until(() -> memory.readies.size() == readies);
            Children.signal(memory.pids.getLast(), "KILL");
            await().until(() -> memory.pids.size() == readies + 1);
        }
        assertThat(memory.pauses).hasSize(5).containsOnly(AT_ONCE);
    }

    @Test
    void beforeItIsReadyPreventsTheStartAndShowsTheEndOfItsLog() {
        var hopeless =
                new Supervised("hopeless", Layer.SERVICE, () -> program("echo out of luck; exit 3"), () -> false);

        assertThatThrownBy(() -> ready(hopeless))
                .hasCauseInstanceOf(Obstacle.class)
                .hasMessageContaining("hopeless ended with status 3, 3 times in a row before it was ready")
                .hasMessageContaining("out of luck");
    }

    @Test
    void isEndedRatherThanLeftUnwatched() {
        var forgetful = new Memory() {
            @Override
            public void started(String name, long pid) {
                super.started(name, pid);
                throw new IllegalStateException("no space left");
            }
        };
        var other = new Supervisor(folder, new ProcessLedger(written), forgetful);

        assertThatThrownBy(() -> other.start(shell("sleeper", "exec sleep 600")).get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(Obstacle.class)
                .hasMessageContaining("no space left");
        other.stopAll();

        assertThat(forgetful.pids)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
    }

    @Test
    void whenItIsStoppedStaysDead() throws Exception {
        ready(shell("sleeper", "exec sleep 600"));
        var process = ProcessHandle.of(memory.pids.getFirst()).orElseThrow();

        supervisor.stopAll();

        assertThat(process.isAlive()).isFalse();
        assertThat(memory.pids).hasSize(1);
        assertThat(memory.endings).isEmpty();
        assertThat(written.read(new TypeReference<List<ProcessLedger.Entry>>() {}))
                .isEmpty();
    }

    @Test
    void afterwardsNothingIsStartedAnyMore() {
        supervisor.stopAll();

        assertThat(supervisor.start(shell("late", "sleep 600"))).isCompletedExceptionally();
        assertThat(memory.pids).isEmpty();
    }

    @Test
    void takesServicesAlongBeforeWhatTheyStandOn() throws Exception {
        var order = folder.resolve("order");
        for (var layer : List.of(Layer.FOUNDATION, Layer.SERVICE)) {
            var listening = folder.resolve(layer + ".listening");
            var trap = "trap 'echo %s >> %s; exit' TERM; touch %s; while true; do sleep 0.1; done"
                    .formatted(layer, order, listening);
            ready(new Supervised(layer.name(), layer, () -> program(trap), () -> Files.exists(listening)));
        }

        supervisor.stopAll();

        assertThat(Files.readAllLines(order)).containsExactly("SERVICE", "FOUNDATION");
    }

    @Test
    void withTheLauncherIsEndedAtTheNextStart() throws Exception {
        var survivor = new ProcessBuilder("sleep", "600").start();
        new ProcessLedger(written).add("survivor", survivor);

        assertThat(new ProcessLedger(written).endLeftovers()).containsExactly("survivor");
        assertThat(survivor.isAlive()).isFalse();
        assertThat(written.exists()).isFalse();
    }

    @Test
    void leavesAProcessAloneThatOnlyGotItsNumber() throws Exception {
        var innocent = new ProcessBuilder("sleep", "600").start();
        try {
            written.write(List.of(new ProcessLedger.Entry("old", innocent.pid(), "2001-01-01T00:00:00Z")));

            assertThat(new ProcessLedger(written).endLeftovers()).isEmpty();
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void withALedgerNobodyCanReadIsAnObstacle() throws IOException {
        Files.writeString(folder.resolve("processes.json"), "[{");

        assertThatThrownBy(() -> new ProcessLedger(written).endLeftovers())
                .isInstanceOf(Obstacle.class)
                .hasMessageContaining("processes.json");
    }

    @Test
    void findsItsLogOfOldMovedAsideWhenThatIsTooLong() throws Exception {
        var log = folder.resolve("sleeper.log");
        Files.write(log, new byte[(int) LogFile.LIMIT + 1]);

        ready(shell("sleeper", "echo started; exec sleep 600"));

        awaitLog("started\n");
        assertThat(folder.resolve("sleeper.1.log")).hasSize(LogFile.LIMIT + 1);
    }

    private void ready(Supervised supervised) throws InterruptedException, ExecutionException, TimeoutException {
        supervisor.start(supervised).get(20, TimeUnit.SECONDS);
    }

    private void awaitLog(String content) {
        await().untilAsserted(() ->
                assertThat(folder.resolve("sleeper.log")).content().isEqualTo(content));
    }

    private Supervised shell(String name, String script) {
        return new Supervised(name, Layer.SERVICE, () -> program(script), () -> true);
    }

    private Program program(String script) {
        return new Program(List.of("sh", "-c", script), folder, Map.of(), List.of(), Program.StopSignal.TERM);
    }

    private static class Memory implements Observer {
        final List<Long> pids = new CopyOnWriteArrayList<>();
        final List<String> readies = new CopyOnWriteArrayList<>();
        final List<String> endings = new CopyOnWriteArrayList<>();
        final List<Duration> pauses = new CopyOnWriteArrayList<>();

        @Override
        public void started(String name, long pid) {
            pids.add(pid);
        }

        @Override
        public void ready(String name) {
            readies.add(name);
        }

        @Override
        public void ended(String name, String how, Duration again) {
            endings.add(name + " " + how);
            pauses.add(again);
        }
    }
}

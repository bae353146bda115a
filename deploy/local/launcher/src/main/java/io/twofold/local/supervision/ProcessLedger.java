package io.twofold.local.supervision;

import com.fasterxml.jackson.core.type.TypeReference;
import io.twofold.local.obstacle.Obstacle;
import io.twofold.local.state.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which processes of this state folder run, written down so that none is forgotten when the launcher is killed. */
public final class ProcessLedger {

    /**
     * A process that was started.
     *
     * @param startedAt tells it from a later process with the same id; null where the system doesn't say
     */
    record Entry(String name, long pid, @Nullable String startedAt) {

        static Entry of(String name, ProcessHandle process) {
            return new Entry(name, process.pid(), startOf(process));
        }

        Optional<ProcessHandle> stillRunning() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedAt != null && startedAt.equals(startOf(process)));
        }

        private static @Nullable String startOf(ProcessHandle process) {
            return process.info().startInstant().map(Object::toString).orElse(null);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JsonFile file;
    private final List<Entry> entries = new ArrayList<>();

    public ProcessLedger(JsonFile file) {
        this.file = file;
    }

    /**
     * Ends what an earlier launcher left behind.
     *
     * @return the names of what was ended
     * @throws Obstacle if nobody knows what that was
     */
    public List<String> endLeftovers() {
        if (!file.exists()) {
            return List.of();
        }
        var leftovers = new LinkedHashMap<String, ProcessHandle>();
        try {
            for (var entry : file.read(new TypeReference<List<Entry>>() {})) {
                entry.stillRunning().ifPresent(process -> leftovers.put(entry.name(), process));
            }
            end(leftovers);
            file.delete();
        } catch (IOException e) {
            throw new Obstacle(
                    "%s can't be read; end what may still be running of the earlier stack and delete that file."
                            .formatted(file),
                    e);
        }
        return List.copyOf(leftovers.keySet());
    }

    synchronized void add(String name, Process process) {
        entries.add(Entry.of(name, process.toHandle()));
        save();
    }

    synchronized void remove(Process process) {
        entries.removeIf(entry -> entry.pid() == process.pid());
        save();
    }

    private void save() {
        try {
            file.write(entries);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }

    /** All at once, since PostgreSQL ends when its clients have ended. */
    private static void end(Map<String, ProcessHandle> processes) {
        processes.values().forEach(ProcessHandle::destroy);
        processes.values().stream()
                .map(process -> process.onExit()
                        .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .thenCompose(late -> {
                            late.destroyForcibly();
                            return late.onExit().completeOnTimeout(late, PATIENCE.toSeconds(), TimeUnit.SECONDS);
                        }))
                .forEach(CompletableFuture::join);
    }
}

package io.twofold.local.obstacle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Whether there is memory enough, as the kernel estimates it and as a container limits it. */
public final class FreeMemory {

    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final long KIB = 1024;

    private final Path root;

    /** The memory of this machine. */
    public FreeMemory() {
        this(Path.of("/"));
    }

    FreeMemory(Path root) {
        this.root = root;
    }

    /**
     * Checks before anything is started, since a machine that runs out of memory kills whatever it likes.
     *
     * @param bytes what the whole stack needs when it is idle
     * @throws Obstacle if there is less; not on a system that doesn't tell
     */
    public void require(long bytes) {
        Stream.of(available(), withinContainer())
                .flatMapToLong(OptionalLong::stream)
                .min()
                .ifPresent(free -> {
                    if (free < bytes) {
                        throw new Obstacle(String.format(
                                Locale.ROOT,
                                "The stack needs %.1f GiB of free memory, and %.1f GiB are free; stop other programs"
                                        + " or give this machine more.",
                                bytes / GIB,
                                free / GIB));
                    }
                });
    }

    private OptionalLong available() {
        return lines("proc/meminfo")
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst();
    }

    private OptionalLong withinContainer() {
        var limit = number("sys/fs/cgroup/memory.max");
        var used = number("sys/fs/cgroup/memory.current");
        // Cached files are given back when memory is needed.
        var reclaimable = lines("sys/fs/cgroup/memory.stat")
                .filter(line -> line.startsWith("inactive_file "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
        return limit.isPresent() && used.isPresent()
                ? OptionalLong.of(limit.getAsLong() - used.getAsLong() + reclaimable)
                : OptionalLong.empty();
    }

    private OptionalLong number(String file) {
        return lines(file)
                .filter(line -> line.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private Stream<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file)).stream();
        } catch (IOException notSuchASystem) {
            return Stream.empty();
        }
    }
}

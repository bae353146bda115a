package io.twofold.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.benchmarks.load.Unexpected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What runs, by name; the children of a process, such as PostgreSQL's, count as part of it.
 *
 * @param roots ids of the processes, by name
 */
public record StackProcesses(Map<String, Long> roots) {

    /** The name that the benchmarks' own process has. */
    public static final String GENERATOR = "generator";

    private static final String LAUNCHER = "launcher";

    /** What a JVM calls the threads of its compilers. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] CompilerThre");

    /** USER_HZ is 100 on every Linux that matters. */
    private static final long MILLIS_PER_TICK = 10;

    static StackProcesses of(long launcher, JsonNode ledger) {
        Map<String, Long> roots = new LinkedHashMap<>();
        ledger.forEach(entry ->
                roots.put(entry.path("name").asText(), entry.path("pid").asLong()));
        roots.put(LAUNCHER, launcher);
        return new StackProcesses(Map.copyOf(roots));
    }

    /** Proportional set size in bytes: what would be free if it weren't there, shared pages counted in shares. */
    public Map<String, Long> memory() {
        return sums(StackProcesses::pss);
    }

    /** Time used on a core since each began, and by the benchmarks themselves. */
    public Map<String, Duration> cpu() {
        Map<String, Duration> used = new LinkedHashMap<>();
        sums(process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .forEach((name, nanos) -> used.put(name, Duration.ofNanos(nanos)));
        used.put(GENERATOR, ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
        return used;
    }

    /** Time that the just-in-time compilers of all JVMs here have used on a core. */
    public Duration compiling() {
        return Duration.ofMillis(roots.values().stream()
                .mapToLong(StackProcesses::compilerTicks)
                .map(ticks -> ticks * MILLIS_PER_TICK)
                .sum());
    }

    private static long compilerTicks(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            return threads.mapToLong(StackProcesses::ticksIfCompiler).sum();
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new Unexpected("The threads of process %d can't be listed".formatted(pid), e);
        }
    }

    /** proc(5): the name in brackets, then from the third on the fields; utime is the 14th, stime the 15th. */
    private static long ticksIfCompiler(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            if (!COMPILER.matcher(stat).find()) {
                return 0;
            }
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException gone) {
            return 0;
        }
    }

    private Map<String, Long> sums(ToLongFunction<ProcessHandle> figure) {
        Map<String, Long> sums = new LinkedHashMap<>();
        roots.forEach((name, pid) -> sums.put(
                name,
                ProcessHandle.of(pid).stream()
                        .flatMap(root -> name.equals(LAUNCHER)
                                ? Stream.of(root)
                                : Stream.concat(Stream.of(root), root.descendants()))
                        .mapToLong(figure)
                        .sum()));
        return sums;
    }

    private static long pss(ProcessHandle process) {
        Path rollup = Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup");
        try (Stream<String> lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new Unexpected("The memory of process %d can't be read".formatted(process.pid()), e);
        }
    }
}

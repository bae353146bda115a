package io.twofold.local.obstacle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out from Linux's {@code /proc} who listens on a port. */
final class PortOwner {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN = "0A";

    /* The columns of /proc/net/tcp that are of interest, see proc(5). */
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /** The process, if this user may see its open files. */
    static Optional<ProcessHandle> of(int port) {
        var sockets = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> listeners(PROC.resolve(table), port))
                .map(inode -> "socket:[" + inode + "]")
                .collect(Collectors.toSet());
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), sockets))
                .findFirst();
    }

    private static Stream<String> listeners(Path table, int port) {
        var suffix = ":%04X".formatted(port);
        try {
            return Files.readAllLines(table).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > INODE
                            && columns[LOCAL_ADDRESS].endsWith(suffix)
                            && columns[STATE].equals(LISTEN))
                    .map(columns -> columns[INODE]);
        } catch (IOException notLinux) {
            return Stream.empty();
        }
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (var files = Files.list(PROC.resolve(String.valueOf(pid)).resolve("fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}

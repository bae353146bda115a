package io.twofold.local.state;

import io.twofold.embedded.Folders;
import io.twofold.local.obstacle.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder of one stack, held by at most one running stack at a time.
 *
 * @param path absolute
 * @param lock held until it is closed or this process ends
 */
public record StateFolder(Path path, StackLock lock) implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /**
     * Opens the folder, making it if it isn't there.
     *
     * @throws Obstacle if it can't be used, belongs to something else, or a stack is running in it
     */
    public static StateFolder open(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        try {
            if (!isOursOrNew(path)) {
                throw new Obstacle(
                        "%s holds something else; name a new or an empty folder with --state.".formatted(path));
            }
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, OWNER_ONLY);
            var state = new StateFolder(path, StackLock.take(path.resolve(StackLock.FILE)));
            Files.createDirectories(state.logs());
            return state;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /**
     * Whether a stack runs in it, starting and stopping ones included. The lock says so; {@code stack.json} may be left of one
     * that was killed.
     *
     * @throws Obstacle if that can't be known
     */
    public static boolean isHeld(Path folder) {
        try {
            return StackLock.isHeld(folder.resolve(StackLock.FILE));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Forgets everything but that it is held. */
    public void clear() throws IOException {
        try (var entries = Files.list(path)) {
            for (var entry : (Iterable<Path>) entries::iterator) {
                if (!entry.endsWith(StackLock.FILE)) {
                    Folders.delete(entry);
                }
            }
        }
        Files.createDirectories(logs());
    }

    /**
     * Checks that the data are PostgreSQL's, if there are any.
     *
     * @throws Obstacle if they aren't
     */
    public void requireWhole() {
        if (Files.exists(postgresData()) && !Files.exists(postgresData().resolve("PG_VERSION"))) {
            throw new Obstacle("%s isn't a data folder of PostgreSQL; restore it, or begin anew with --fresh."
                    .formatted(postgresData()));
        }
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path postgresData() {
        return path.resolve("postgres");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    public JsonFile secrets() {
        return new JsonFile(path.resolve("secrets.json"));
    }

    /** What a running stack tells others about itself; its form is part of the HTTP contract. */
    public JsonFile stack() {
        return stackOf(path);
    }

    /** The same of a folder that another process holds. */
    public static JsonFile stackOf(Path folder) {
        return new JsonFile(folder.resolve("stack.json"));
    }

    public JsonFile processes() {
        return new JsonFile(path.resolve("processes.json"));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static boolean isOursOrNew(Path path) throws IOException {
        if (!Files.exists(path) || Files.exists(path.resolve(StackLock.FILE))) {
            return true;
        }
        try (var entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }

    /** It, or something in it, can't be read or written. */
    public static Obstacle unusable(Path path, IOException e) {
        return new Obstacle(
                "The state folder %s can't be used (%s: %s); check its owner and permissions, or name another one with --state."
                        .formatted(path, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }
}

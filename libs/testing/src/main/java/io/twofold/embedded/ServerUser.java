package io.twofold.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs, since it refuses to run as root.
 *
 * <p>An ordinary user runs it as himself. Root runs it in a new user namespace, in which the process has no privileges and
 * root's files seem to belong to nobody, whom it then is. Where namespaces are forbidden (many containers) or the folder can't
 * be reached that way (in an ordinary user's closed home) it becomes the user nobody for good and owns its data, keeping only
 * the right to read and write every file.
 */
enum ServerUser {
    MYSELF,
    ROOT_WITHOUT_PRIVILEGES,
    NOBODY;

    private static final int ROOT = 0;
    private static final int NOBODYS_ID = 65534;

    /** The first that can run the binaries and get at the data or, until they exist, at the folder to make them in. */
    static ServerUser whoMayRun(Path binaries, Path data) {
        if (!isRoot()) {
            return MYSELF;
        }
        return Stream.of(ROOT_WITHOUT_PRIVILEGES, NOBODY)
                .filter(user -> user.can(binaries.resolve("postgres").toString(), "--version"))
                .filter(user ->
                        user.can("ls", nearest(data.resolve("PG_VERSION")).toString()))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOperationException(
                        "PostgreSQL refuses to run as root, and neither unshare nor setpriv works here;"
                                + " run this as an ordinary user"));
    }

    /** It or, where that doesn't exist, the nearest folder above it that does. */
    private static Path nearest(Path path) {
        for (var folder = path.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder)) {
                return folder;
            }
        }
        return path;
    }

    static boolean isRoot() {
        return new UnixSystem().getUid() == ROOT;
    }

    /** What is put before a command. */
    List<String> prefix() {
        return switch (this) {
            case MYSELF -> List.of();
            case ROOT_WITHOUT_PRIVILEGES -> List.of("unshare", "--user");
            case NOBODY ->
                List.of(
                        "setpriv",
                        "--reuid=" + NOBODYS_ID,
                        "--regid=" + NOBODYS_ID,
                        "--clear-groups",
                        "--inh-caps=+dac_override",
                        "--ambient-caps=+dac_override");
        };
    }

    /** Gives it a file, or a folder with all that is in it, if it can't use root's. */
    void own(Path path) {
        if (this != NOBODY || !Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", NOBODYS_ID, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:gid", NOBODYS_ID, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't give " + path + " to the user nobody", e);
        }
    }

    /** Tried, not asked, since the answer to access(2) leaves a process's capabilities out. */
    private boolean can(String... command) {
        var prefixed = new ArrayList<>(prefix());
        prefixed.addAll(List.of(command));
        return Children.succeeds(prefixed);
    }
}

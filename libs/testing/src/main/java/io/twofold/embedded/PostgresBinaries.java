package io.twofold.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the class path into the user's cache folder ({@code $XDG_CACHE_HOME} or
 * {@code ~/.cache}), once per version.
 */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The folder of {@code initdb} and {@code postgres}. */
    static Path unpacked() {
        try {
            var archive = archive();
            var home = cache().resolve("twofold").resolve("postgres-" + fingerprint(archive));
            if (!Files.isDirectory(home)) {
                unpack(archive, home);
            }
            return home.resolve("bin");
        } catch (IOException e) {
            throw new UncheckedIOException("can't unpack PostgreSQL", e);
        }
    }

    private static byte[] archive() throws IOException {
        var machine = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> throw new IOException("no PostgreSQL here for processors of the kind " + other);
        };
        var name = "/postgres-linux-" + machine + ".txz";
        try (var archive = PostgresBinaries.class.getResourceAsStream(name)) {
            if (archive == null) {
                throw new IOException(name + " isn't on the class path");
            }
            return archive.readAllBytes();
        }
    }

    private static Path cache() {
        var chosen = System.getenv("XDG_CACHE_HOME");
        return chosen == null || chosen.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(chosen);
    }

    private static String fingerprint(byte[] archive) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void unpack(byte[] archive, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        var unfinished = Files.createTempDirectory(home.getParent(), "unpacking-");
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, unfinished);
            }
        }
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Folders.delete(unfinished);
            if (!Files.isDirectory(home)) {
                throw e;
            }
            // Another process was quicker; its copy is as good.
        }
    }

    private static void write(TarArchiveEntry entry, TarArchiveInputStream content, Path into) throws IOException {
        var file = into.resolve(entry.getName()).normalize();
        if (!file.startsWith(into)) {
            throw new IOException(entry.getName() + " would leave the folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        if (entry.isLink()) {
            Files.createLink(file, into.resolve(entry.getLinkName()).normalize());
            return;
        }
        Files.copy(content, file);
        var permissions = (entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x";
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}

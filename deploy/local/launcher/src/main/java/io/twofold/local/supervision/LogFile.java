package io.twofold.local.supervision;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a process says, over all its runs. When a run starts and the file has grown beyond {@value #LIMIT} bytes, it becomes
 * {@code <name>.1.log} and the one before that is forgotten.
 *
 * @param path of the current file
 */
public record LogFile(Path path) {

    static final long LIMIT = 5_000_000;

    private static final int TAIL = 2_000;

    static LogFile of(Path folder, String name) {
        return new LogFile(folder.resolve(name + ".log"));
    }

    void rotate() {
        try {
            if (Files.exists(path) && Files.size(path) > LIMIT) {
                var name = path.getFileName().toString().replaceFirst("\\.log$", ".1.log");
                Files.move(path, path.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't rotate " + path, e);
        }
    }

    /** The last lines, two thousand characters at most, indented, with a line that says where they are from. */
    String tail() {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            var from = Math.max(0, file.length() - TAIL);
            file.seek(from);
            var bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            return "The end of %s:%n%s".formatted(path, new String(bytes, StandardCharsets.UTF_8).indent(2));
        } catch (IOException nothingToShow) {
            return "";
        }
    }
}

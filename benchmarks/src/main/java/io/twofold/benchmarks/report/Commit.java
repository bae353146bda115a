package io.twofold.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The state of the sources.
 *
 * @param id short, or {@code unknown} outside of a checkout
 * @param changed whether something differs from it
 */
record Commit(String id, boolean changed) {

    static Commit of(Path home) {
        String id = git(home, "rev-parse", "--short=10", "HEAD");
        return id.isEmpty()
                ? new Commit("unknown", false)
                : new Commit(
                        id,
                        !git(home, "status", "--porcelain", "--untracked-files=no")
                                .isEmpty());
    }

    private static String git(Path home, String... arguments) {
        try {
            ProcessBuilder command = new ProcessBuilder("git", "-C", home.toString());
            command.command().addAll(List.of(arguments));
            Process git = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return new String(git.getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException notInstalled) {
            return "";
        }
    }
}

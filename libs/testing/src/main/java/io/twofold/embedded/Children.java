package io.twofold.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts child processes that don't outlive this one, even when it is killed.
 *
 * <p>Where util-linux is installed a child gets a session of its own, so that Ctrl-C in a terminal reaches only the parent,
 * which then stops its children in order, and a parent-death signal, which the kernel sends when the <em>thread</em> that
 * started the child ends ({@code prctl(2)}, {@code PR_SET_PDEATHSIG}). Hence the single thread below, which never ends.
 * Elsewhere children are plain ones, and a killed parent leaves them behind.
 */
public final class Children {

    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("child-starter").factory());

    private static final boolean OWN_SESSION = succeeds(List.of("setsid", "true"));
    private static final boolean DEATH_SIGNAL = succeeds(List.of("setpriv", "--pdeathsig", "TERM", "true"));

    private Children() {}

    /**
     * Starts a program; what it prints is appended to the log.
     *
     * @throws UncheckedIOException if it can't be started
     */
    public static Process start(Program program, Path log) {
        var command = new ArrayList<String>();
        if (OWN_SESSION) {
            command.add("setsid");
        }
        // Changing user clears a death signal, so that the signal is asked for after it.
        command.addAll(program.runAs());
        if (DEATH_SIGNAL) {
            command.addAll(List.of("setpriv", "--pdeathsig", program.stop().name()));
        }
        command.addAll(program.command());
        var builder = new ProcessBuilder(command)
                .directory(program.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(program.environment());
        try {
            return CompletableFuture.supplyAsync(() -> start(builder), STARTER).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException cause ? cause : e;
        }
    }

    /** Sends a signal, called by its name without {@code SIG}; to a process that is gone, nothing happens. */
    public static void signal(long pid, String signal) {
        // The shell's own kill, since the program of that name isn't installed everywhere.
        succeeds(List.of("sh", "-c", "kill -" + signal + " " + pid));
    }

    /** Whether a command exists and ends with 0. */
    static boolean succeeds(List<String> command) {
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            return builder.start().onExit().join().exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", builder.command()) + ": " + e.getMessage(), e);
        }
    }
}

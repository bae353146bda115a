package io.twofold.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something to run as a child process.
 *
 * @param command     program and arguments; never a secret, since everyone on the machine can list them
 * @param directory   where it runs
 * @param environment added to the starter's own; secrets travel here
 * @param runAs       what is put before the command so that it runs as another user; usually empty
 * @param stop        how it is asked to stop
 */
public record Program(
        List<String> command, Path directory, Map<String, String> environment, List<String> runAs, StopSignal stop) {

    /** What {@code kill} calls the signal that makes a program stop in good order. */
    public enum StopSignal {
        /** For a JVM. */
        TERM,
        /** PostgreSQL's fast shutdown; on TERM it would wait for its clients to leave. */
        INT
    }

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        runAs = List.copyOf(runAs);
    }

    /** A JVM, started with the {@code java} that runs this one. */
    public static Program java(List<String> arguments, Path directory, Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new Program(command, directory, environment, List.of(), StopSignal.TERM);
    }
}

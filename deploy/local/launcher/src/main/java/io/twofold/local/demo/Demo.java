package io.twofold.local.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.local.start.StartOptions;
import io.twofold.local.state.JsonFile;
import io.twofold.local.state.StateFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The verb {@code demo}: takes the options of {@code start}, and the running stack of that state folder if there is one. */
public final class Demo {

    /** Held here, or its level would go with it. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final Duration TO_START = Duration.ofMinutes(4);
    private static final Duration TO_STOP = Duration.ofMinutes(3);

    private final Path home;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * Prepares it.
     *
     * @param home the folder that the modules were built in
     */
    public Demo(Path home, PrintStream out, PrintStream err) {
        this.home = home;
        this.out = out;
        this.err = err;
    }

    /**
     * Plays the main job.
     *
     * @return 0 only if every step did what it should
     */
    public int run(List<String> arguments) {
        JsonFile description;
        try {
            description = StateFolder.stackOf(
                    StartOptions.parse(arguments, home.resolve(".twofold")).state());
        } catch (StartOptions.Misused e) {
            err.println(e.getMessage());
            return MISUSED;
        }
        if (description.exists()) {
            return play(description);
        }
        out.println("No stack is running there: one is started for the demo, and stopped after it.");
        Process stack = start(arguments);
        try {
            return await(stack, description) ? play(description) : FAILED;
        } finally {
            stop(stack);
        }
    }

    private int play(JsonFile description) {
        // Kafka's client tells its whole life at level INFO.
        KAFKA.setLevel(Level.WARNING);
        var narrator = new Narrator(out);
        try {
            JsonNode stack = description.read(new TypeReference<>() {});
            try (var events = new EventListener(stack.path("kafka").asText())) {
                new MainJob(stack, events, narrator).play();
            }
            narrator.plain("\nEvery step did what it should.");
            return DONE;
        } catch (Surprise e) {
            err.println("\nThis step didn't do what it should: " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private Process start(List<String> arguments) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-Dtwofold.home=" + home, "-jar", ownJar()));
        command.add("start");
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            throw new Surprise("the stack can't be started: " + e.getMessage(), e);
        }
    }

    private static String ownJar() {
        return Path.of(System.getProperty("java.class.path").split(":", 2)[0])
                .toAbsolutePath()
                .toString();
    }

    private static boolean await(Process stack, JsonFile description) {
        long deadline = System.nanoTime() + TO_START.toNanos();
        while (stack.isAlive() && System.nanoTime() < deadline) {
            if (description.exists()) {
                return true;
            }
            waitFor(stack, Duration.ofMillis(200));
        }
        return false;
    }

    private static void stop(Process stack) {
        stack.destroy();
        if (!waitFor(stack, TO_STOP)) {
            stack.destroyForcibly();
        }
    }

    private static boolean waitFor(Process stack, Duration longest) {
        try {
            return stack.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

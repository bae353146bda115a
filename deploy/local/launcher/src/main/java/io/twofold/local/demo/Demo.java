package io.twofold.local.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.local.Launcher;
import io.twofold.local.obstacle.Obstacle;
import io.twofold.local.start.StartOptions;
import io.twofold.local.state.JsonFile;
import io.twofold.local.state.StateFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
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

    private static final String HELP = """
            ./twofold demo [options]    Plays the main job against the running stack of that state folder, or against one that
                                        is started for it. The options are those of start:

            """ + StartOptions.HELP;

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
        if (arguments.contains("--help")) {
            out.print(HELP);
            return DONE;
        }
        try {
            Path state = StartOptions.parse(arguments, home.resolve(".twofold")).state();
            JsonFile description = StateFolder.stackOf(state);
            if (StateFolder.isHeld(state) && description.exists()) {
                return play(description);
            }
            forgetEarlierStack(state);
            out.println("No stack is running there: one is started for the demo, and stopped after it.");
            return await(start(arguments), description) ? play(description) : FAILED;
        } catch (StartOptions.Misused e) {
            err.println(e.getMessage());
            return MISUSED;
        } catch (Obstacle e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    /** What a killed one said of itself would be taken for what the new one says. */
    private static void forgetEarlierStack(Path state) {
        try (StateFolder folder = StateFolder.open(state)) {
            folder.stack().delete();
        } catch (IOException e) {
            throw StateFolder.unusable(state, e);
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

    /** In a JVM like this one, and stopped with it, unless it is killed: then the next demo plays on what is left running. */
    private static Process start(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName(), "start"));
        command.addAll(arguments);
        try {
            Process stack = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "stop"));
            return stack;
        } catch (IOException e) {
            throw new Obstacle("The stack can't be started: " + e.getMessage(), e);
        }
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

package io.twofold.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.load.Unexpected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A local stack of the benchmarks' own; one runs at a time. */
public final class BenchStack implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(4);
    private static final Duration TO_STOP = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Path state;
    private final int portOffset;
    private @Nullable Process process;
    private List<String> settings = List.of();
    private JsonNode description = JSON.missingNode();
    private List<String> paused = List.of();

    /**
     * Prepares it; nothing is started yet.
     *
     * @param home the folder that {@code ./twofold} is in
     * @param state the state folder
     * @param portOffset added to every usual port
     */
    public BenchStack(Path home, Path state, int portOffset) {
        this.home = home;
        this.state = state.toAbsolutePath();
        this.portOffset = portOffset;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-stack"));
    }

    /**
     * Starts it and waits until everything is ready.
     *
     * @param fresh whether to forget what an earlier one left
     * @param with settings as {@code --set} takes them
     * @return how long that took
     */
    public Duration start(boolean fresh, List<String> with) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("twofold").toString(),
                "start",
                "--state",
                state.toString(),
                "--port-offset",
                String.valueOf(portOffset)));
        if (fresh) {
            command.add("--fresh");
        }
        with.forEach(setting -> command.addAll(List.of("--set", setting)));
        settings = List.copyOf(with);
        try {
            Files.createDirectories(state.getParent());
            Files.deleteIfExists(state.resolve("stack.json"));
            long began = System.nanoTime();
            process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start();
            awaitReady(process);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            description = JSON.readTree(state.resolve("stack.json").toFile());
            return took;
        } catch (IOException e) {
            throw new Unexpected("The stack can't be started: " + e.getMessage(), e);
        }
    }

    /** Stops it and starts it again, with what it holds. */
    public Duration restart() {
        close();
        return start(false, settings);
    }

    /** Stops it and starts it again with nothing. */
    public Duration restartFresh() {
        close();
        return start(true, settings);
    }

    /** Where a service is, by its name in {@code stack.json}. */
    public String url(String service) {
        return at("/services/" + service);
    }

    public String simulator() {
        return at("/simulator");
    }

    public String kafka() {
        return at("/kafka");
    }

    /** What a client of identity-service shows for itself. */
    public Map<String, String> clientCredentials(String client) {
        return Http.basic(client, at("/clients/" + client + "/secret"));
    }

    /** What a mail server shows for itself. */
    public Map<String, String> verifierCredentials(String verifier) {
        return Http.basic(verifier, at("/verifiers/" + verifier + "/secret"));
    }

    /** The keyset that code deliveries are sealed with, in Tink's JSON form. */
    public String deliveryKeyset() {
        try {
            return JSON.readTree(state.resolve("secrets.json").toFile())
                    .path("keyset.delivery")
                    .asText();
        } catch (IOException e) {
            throw new Unexpected("The stack's secrets can't be read", e);
        }
    }

    /** Gives otp-service counters of sends that somebody else was sent today. */
    public void addCounters(int count) {
        String address = "jdbc:postgresql://%s:%s/otp".formatted(at("/postgres/host"), at("/postgres/port"));
        try (Connection connection =
                        DriverManager.getConnection(address, at("/postgres/user"), at("/postgres/password"));
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into send_history
                    select sha256(i::text::bytea), array[now()], current_date from generate_series(1, %d) i
                    on conflict do nothing""".formatted(count));
            // What PostgreSQL does once with new rows was done long ago with those of a day.
            statement.execute("vacuum (freeze, analyze) send_history");
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new Unexpected("The counters can't be added: " + e.getMessage(), e);
        }
    }

    /** Its processes as they run now, the launcher included. */
    public StackProcesses processes() {
        if (process == null) {
            throw new IllegalStateException("The stack isn't running");
        }
        try {
            return StackProcesses.of(
                    process.pid(), JSON.readTree(state.resolve("processes.json").toFile()));
        } catch (IOException e) {
            throw new Unexpected("The list of processes can't be read", e);
        }
    }

    /**
     * Has services stand still, as if they had stopped, while something is done.
     *
     * @param services by their names in {@code stack.json}
     */
    public <T> T without(List<String> services, Supplier<T> work) {
        paused = services;
        signalPaused("STOP");
        try {
            return work.get();
        } finally {
            signalPaused("CONT");
            paused = List.of();
        }
    }

    /** Stops it and waits until it is gone. */
    @Override
    public synchronized void close() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        try {
            signalPaused("CONT");
        } finally {
            stop(running);
        }
    }

    private static void stop(Process running) {
        running.destroy();
        try {
            if (!running.waitFor(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        }
    }

    private void awaitReady(Process starting) {
        long deadline = System.nanoTime() + TO_START.toNanos();
        while (!Files.exists(state.resolve("stack.json"))) {
            if (!starting.isAlive() || System.nanoTime() > deadline) {
                throw new Unexpected("The stack didn't start; %s says why.".formatted(log()));
            }
            Patience.pause(LOOK_AGAIN);
        }
    }

    private void signalPaused(String signal) {
        paused.forEach(service -> signal(service, signal));
    }

    private void signal(String service, String signal) {
        String pid = at("/instances/" + service + "/0/pid");
        try {
            int status = new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
            if (status != 0) {
                throw new Unexpected("%s can't be sent the signal %s".formatted(service, signal));
            }
        } catch (IOException e) {
            throw new Unexpected("The program kill isn't there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("The measurement was interrupted", e);
        }
    }

    private Path log() {
        return state.resolveSibling(state.getFileName() + ".log");
    }

    private String at(String pointer) {
        JsonNode value = description.at(pointer);
        if (value.isMissingNode()) {
            throw new Unexpected("stack.json lacks " + pointer);
        }
        return value.asText();
    }
}

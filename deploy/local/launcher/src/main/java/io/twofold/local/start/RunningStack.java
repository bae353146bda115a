package io.twofold.local.start;

import io.twofold.local.obstacle.Obstacle;
import io.twofold.local.stack.Blueprint;
import io.twofold.local.stack.Ports;
import io.twofold.local.stack.ServiceDatabases;
import io.twofold.local.stack.StackDescription;
import io.twofold.local.stack.StackSecrets;
import io.twofold.local.state.StateFolder;
import io.twofold.local.supervision.Observer;
import io.twofold.local.supervision.ProcessLedger;
import io.twofold.local.supervision.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The stack from its first process to its last, and the file that tells others about it. */
final class RunningStack implements Observer {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final StateFolder folder;
    private final Ports ports;
    private final Blueprint blueprint;
    private final StackSecrets secrets;
    private final Announcer announcer;
    private final Supervisor supervisor;
    private final StackDescription description;
    private final Map<String, Long> pids = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean published;

    RunningStack(
            StateFolder folder,
            Ports ports,
            Blueprint blueprint,
            StackSecrets secrets,
            ProcessLedger ledger,
            Announcer announcer) {
        this.folder = folder;
        this.ports = ports;
        this.blueprint = blueprint;
        this.secrets = secrets;
        this.announcer = announcer;
        this.supervisor = new Supervisor(folder.logs(), ledger, this);
        this.description = new StackDescription(blueprint, ports, secrets, folder.logs());
    }

    /**
     * Starts everything and stays until the JVM is told to stop.
     *
     * @throws Obstacle if something can't be started; by then, what was started is stopped again
     */
    void run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            await(foundation());
            await(services());
            publish();
            announcer.everythingIsReady(blueprint, ports, folder);
            stopped.await();
        } catch (CancellationException toldToStop) {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private List<CompletableFuture<Void>> foundation() {
        var databases = new ServiceDatabases(blueprint.postgres(), secrets);
        return List.of(
                supervisor.start(blueprint.database()).thenRunAsync(databases::ensure, Thread::startVirtualThread),
                supervisor.start(blueprint.broker()),
                supervisor.start(blueprint.simulator()));
    }

    private List<CompletableFuture<Void>> services() {
        return blueprint.services().stream().map(supervisor::start).toList();
    }

    /** Until all are ready or the first can't be. */
    private void await(List<CompletableFuture<Void>> starting) throws InterruptedException {
        var firstFailure = new CompletableFuture<Void>();
        var all = CompletableFuture.allOf(starting.stream()
                .map(one -> one.whenComplete((ready, failure) -> {
                    if (failure != null) {
                        firstFailure.completeExceptionally(failure);
                    }
                }))
                .toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, firstFailure).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Obstacle(
                    "Not everything is ready after %d minutes; the logs in %s may say why."
                            .formatted(PATIENCE.toMinutes(), folder.logs()),
                    e);
        } catch (ExecutionException e) {
            var cause = e.getCause() instanceof CompletionException wrapped ? wrapped.getCause() : e.getCause();
            throw cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
        }
    }

    /** Stops everything, whoever asks first; the others wait. */
    private synchronized void stop() {
        if (stopped.getCount() == 0) {
            return;
        }
        announcer.say("stopping");
        unpublish();
        supervisor.stopAll();
        announcer.say("stopped");
        stopped.countDown();
    }

    @Override
    public void started(String name, long pid) {
        pids.put(name, pid);
        publishAgain();
    }

    @Override
    public void ready(String name) {
        announcer.ready(name);
    }

    @Override
    public void ended(String name, String how, Duration again) {
        announcer.ended(name, how, again);
    }

    private void publish() {
        synchronized (pids) {
            published = true;
            publishAgain();
        }
    }

    /** A process that was started again has another id. */
    private void publishAgain() {
        synchronized (pids) {
            if (!published) {
                return;
            }
            try {
                folder.stack().write(description.of(pids));
            } catch (IOException e) {
                throw new UncheckedIOException("can't write " + folder.stack(), e);
            }
        }
    }

    private void unpublish() {
        synchronized (pids) {
            published = false;
            try {
                folder.stack().delete();
            } catch (IOException e) {
                announcer.say("can't delete %s: %s".formatted(folder.stack(), e.getMessage()));
            }
        }
    }
}

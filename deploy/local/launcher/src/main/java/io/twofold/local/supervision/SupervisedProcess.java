package io.twofold.local.supervision;

import io.twofold.embedded.Children;
import io.twofold.embedded.Program;
import io.twofold.local.obstacle.Obstacle;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One process over all its runs, watched by a thread of its own. */
final class SupervisedProcess {

    /** Runs that may fail before the very first is ready: then something is wrong that another try won't mend. */
    private static final int ATTEMPTS = 3;

    private static final Duration READINESS_INTERVAL = Duration.ofMillis(250);
    /** A JVM that rehearsed writes its class cache when it stops. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Supervised supervised;
    private final LogFile log;
    private final ProcessLedger ledger;
    private final Observer observer;
    private final Backoff backoff = new Backoff();
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CompletableFuture<Void> stopRequest = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    SupervisedProcess(Supervised supervised, LogFile log, ProcessLedger ledger, Observer observer) {
        this.supervised = supervised;
        this.log = log;
        this.ledger = ledger;
        this.observer = observer;
    }

    void start() {
        Thread.ofVirtual().name(supervised.name()).start(this::keepRunning);
    }

    /**
     * Done when it is ready for the first time. Fails with an {@link Obstacle} when a few runs have ended before they were
     * ready, and is cancelled when it is stopped before.
     */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    Supervised.Layer layer() {
        return supervised.layer();
    }

    /** Asks it to stop, and insists after a while; done when it is gone. */
    CompletableFuture<Void> stop() {
        stopRequest.complete(null);
        return stopped;
    }

    private void keepRunning() {
        try {
            while (!stopRequest.isDone()) {
                runOnce();
            }
        } finally {
            firstReady.completeExceptionally(new CancellationException(supervised.name() + " was stopped"));
            stopped.complete(null);
        }
    }

    private void runOnce() {
        var wasReady = false;
        String how;
        try {
            log.rotate();
            var program = supervised.program().get();
            var process = Children.start(program, log.path());
            try {
                ledger.add(supervised.name(), process);
                observer.started(supervised.name(), process.pid());
                wasReady = watch(process);
            } finally {
                // Whatever went wrong, none runs on that nobody watches.
                end(process, program.stop());
                ledger.remove(process);
            }
            how = "ended with status " + process.exitValue();
        } catch (RuntimeException e) {
            how = "can't be started: " + e.getMessage();
        }
        if (!stopRequest.isDone()) {
            comeBack(how, wasReady);
        }
    }

    /** Until it ends or is to be stopped; says whether it was ready. */
    private boolean watch(Process process) {
        var ended = process.onExit();
        var ready = becomesReady(ended);
        if (ready) {
            observer.ready(supervised.name());
            firstReady.complete(null);
        }
        CompletableFuture.anyOf(ended, stopRequest).join();
        return ready;
    }

    private boolean becomesReady(CompletableFuture<Process> ended) {
        var over = CompletableFuture.anyOf(ended, stopRequest);
        while (!over.isDone()) {
            if (supervised.ready().getAsBoolean()) {
                return true;
            }
            pause(over, READINESS_INTERVAL);
        }
        return false;
    }

    private void comeBack(String how, boolean wasReady) {
        var again = backoff.after(wasReady);
        if (!firstReady.isDone() && backoff.failures() >= ATTEMPTS) {
            firstReady.completeExceptionally(new Obstacle("%s %s, %d times in a row before it was ready.%n%s"
                    .formatted(supervised.name(), how, backoff.failures(), log.tail())));
        }
        observer.ended(supervised.name(), how, again);
        pause(stopRequest, again);
    }

    private static void end(Process process, Program.StopSignal stop) {
        if (!process.isAlive()) {
            return;
        }
        Children.signal(process.pid(), stop.name());
        process.onExit()
                .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .thenAccept(Process::destroyForcibly)
                .join();
        process.onExit().join();
    }

    /** Waits, but not beyond the end of what is given. */
    private static void pause(CompletableFuture<?> atMostUntil, Duration duration) {
        atMostUntil
                .copy()
                .handle((result, failure) -> true)
                .completeOnTimeout(false, duration.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}

package io.twofold.local.supervision;

import io.twofold.local.supervision.Supervised.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Keeps a set of processes running until all are stopped. */
public final class Supervisor {

    private final Path logs;
    private final ProcessLedger ledger;
    private final Observer observer;
    private final List<SupervisedProcess> processes = new ArrayList<>();
    private boolean stopping;

    /**
     * Supervises nothing yet.
     *
     * @param logs the folder for one log per process
     */
    public Supervisor(Path logs, ProcessLedger ledger, Observer observer) {
        this.logs = logs;
        this.ledger = ledger;
        this.observer = observer;
    }

    /**
     * Starts a process and keeps it running.
     *
     * @return done when it is ready for the first time; fails with an {@link io.twofold.local.obstacle.Obstacle} if it can't
     *     be started, and is cancelled if everything is stopped before
     */
    public synchronized CompletableFuture<Void> start(Supervised supervised) {
        if (stopping) {
            return CompletableFuture.failedFuture(new CancellationException("everything is being stopped"));
        }
        var process = new SupervisedProcess(supervised, LogFile.of(logs, supervised.name()), ledger, observer);
        processes.add(process);
        process.start();
        return process.firstReady();
    }

    /** Stops everything, services before what they stand on, and returns when all are gone. */
    public void stopAll() {
        List<SupervisedProcess> all;
        synchronized (this) {
            stopping = true;
            all = List.copyOf(processes);
        }
        stop(all, Layer.SERVICE);
        stop(all, Layer.FOUNDATION);
    }

    private static void stop(List<SupervisedProcess> processes, Layer layer) {
        processes.stream()
                .filter(process -> process.layer() == layer)
                .map(SupervisedProcess::stop)
                .toList()
                .forEach(CompletableFuture::join);
    }
}

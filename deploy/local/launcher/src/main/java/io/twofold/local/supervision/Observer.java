package io.twofold.local.supervision;

import java.time.Duration;

/** Is told what becomes of supervised processes, on the thread that watches each. */
public interface Observer {

    /** The process runs, but isn't ready yet. */
    void started(String name, long pid);

    /** It does its work. */
    void ready(String name);

    /**
     * It ended though nobody stopped it.
     *
     * @param again how long from now it is started again
     */
    void ended(String name, String how, Duration again);
}

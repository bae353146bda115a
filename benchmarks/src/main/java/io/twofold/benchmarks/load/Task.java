package io.twofold.benchmarks.load;

/** One worker's share of the work, done by one thread. */
@FunctionalInterface
public interface Task {

    /**
     * Does it once.
     *
     * @param http the worker's own connections
     * @throws Unexpected if it went otherwise than it should
     */
    void once(Http http);

    /** Gives each worker its task. */
    @FunctionalInterface
    interface Maker {

        /**
         * @param worker from 0
         */
        Task of(int worker);
    }
}

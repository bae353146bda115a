package io.twofold.benchmarks.people;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Valid numbers of California, each given out once: no limit on a number is ever reached. Neighbours differ in their
 * exchange, as numbers of strangers do, so that none is reached for numbers in a row either.
 */
public final class PhoneNumbers {

    private static final int PER_EXCHANGE = 10_000;
    private static final int FIRST_EXCHANGE = 200;
    private static final int EXCHANGES = 800;

    private final AtomicInteger next = new AtomicInteger();

    /** The next one in E.164 form. */
    public String next() {
        int number = next.getAndIncrement();
        int exchange = FIRST_EXCHANGE + number % EXCHANGES;
        return "+1408%03d%04d".formatted(exchange, number / EXCHANGES % PER_EXCHANGE);
    }
}

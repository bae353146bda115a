package io.twofold.benchmarks.people;

import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.load.Unexpected;
import io.twofold.benchmarks.stack.BenchStack;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** All the people. They are made when first asked for, and go as far as a figure needs them. */
public final class Crowd {

    private static final int AT_ONCE = 4;

    private final BenchStack stack;
    private final PhoneNumbers numbers;
    private final int size;
    private List<Person> people = List.of();
    private boolean protectedByTwoFactor;

    public Crowd(BenchStack stack, PhoneNumbers numbers, int size) {
        this.stack = stack;
        this.numbers = numbers;
        this.size = size;
    }

    public int size() {
        return size;
    }

    /** Everybody, newly signed in, with tokens that are good for some minutes. */
    public List<Person> signedIn() {
        if (people.isEmpty()) {
            List<Person> strangers = IntStream.range(0, size)
                    // 198.18.0.0/15 is set aside for benchmarks (RFC 2544).
                    .mapToObj(i -> new Person(stack, numbers.next(), "198.18.%d.%d".formatted(i / 250, i % 250 + 1)))
                    .toList();
            each(strangers, Person::register);
            people = strangers;
        }
        each(people, Person::signIn);
        return people;
    }

    /** Everybody, with two-factor authentication on and a fresh proof of it. */
    public List<Person> protectedByTwoFactor() {
        if (protectedByTwoFactor) {
            each(people, Person::reauthenticate);
            return people;
        }
        each(signedIn(), Person::turnOnTwoFactor);
        protectedByTwoFactor = true;
        return people;
    }

    private static void each(List<Person> people, BiConsumer<Person, Http> deed) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Void>> deeds = people.stream()
                    .<Callable<Void>>map(person -> () -> {
                        try (Http http = new Http()) {
                            deed.accept(person, http);
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> each : threads.invokeAll(deeds)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Unexpected unexpected ? unexpected : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("The measurement was interrupted", e);
        }
    }
}

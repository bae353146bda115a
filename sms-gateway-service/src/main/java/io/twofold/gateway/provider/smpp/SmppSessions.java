package io.twofold.gateway.provider.smpp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the sessions bound, in the background, and shares out the places in their windows. */
final class SmppSessions {

    private static final Logger LOG = Logger.getLogger(SmppSessions.class);

    private final Binding binding;
    private final SmppConfig config;
    private final RandomGenerator random;
    private final List<Thread> keepers = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final List<Session> bound = new ArrayList<>();
    private boolean stopping;

    /** Makes a new session. */
    @FunctionalInterface
    interface Binding {

        SmppLink bind() throws IOException;
    }

    /** What there is for a message that wants to be sent. */
    sealed interface Place {

        /** A place in the window of this session, to be given back. */
        record Free(Session session) implements Place {}

        /** None, for as long as one may wait. */
        record NoneFree() implements Place {}

        /** No session, for as long as one may wait. */
        record NotBound() implements Place {}
    }

    /** A bound session and how much of its window is used. */
    static final class Session {

        private final SmppLink link;
        private int used;

        private Session(SmppLink link) {
            this.link = link;
        }

        SmppLink link() {
            return link;
        }
    }

    SmppSessions(Binding binding, SmppConfig config, RandomGenerator random, MeterRegistry meters) {
        this.binding = binding;
        this.config = config;
        this.random = random;
        Gauge.builder("twofold.gateway.smpp.sessions.bound", this, SmppSessions::boundCount)
                .register(meters);
        Gauge.builder("twofold.gateway.smpp.window.used", this, SmppSessions::usedCount)
                .register(meters);
        Gauge.builder("twofold.gateway.smpp.window.size", config, set -> set.sessions() * set.window())
                .register(meters);
    }

    void start() {
        for (int number = 1; number <= config.sessions(); number++) {
            int session = number;
            keepers.add(Thread.ofVirtual().name("smpp-session-" + number).start(() -> keep(session)));
        }
    }

    /**
     * Takes a place in the session that has most of them.
     *
     * @param patience how long to wait for one, and for a session where there is none just now
     */
    Place take(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                List<Session> open =
                        bound.stream().filter(session -> session.link.isOpen()).toList();
                if (stopping || (open.isEmpty() && left <= 0)) {
                    return new Place.NotBound();
                }
                Optional<Session> emptiest = open.stream()
                        .min(Comparator.comparingInt(session -> session.used))
                        .filter(session -> session.used < config.window());
                if (emptiest.isPresent()) {
                    emptiest.get().used++;
                    return new Place.Free(emptiest.get());
                }
                if (left <= 0) {
                    return new Place.NoneFree();
                }
                left = change.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    void giveBack(Session session) {
        lock.lock();
        try {
            session.used--;
            change.signal();
            if (stopping) {
                change.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing new begin, waits for the answers to what has begun, and takes leave of the centre. */
    void stop() throws InterruptedException {
        List<Session> open;
        lock.lock();
        try {
            stopping = true;
            change.signalAll();
            long left = config.answerTimeout().toNanos();
            while (left > 0 && bound.stream().anyMatch(session -> session.used > 0)) {
                left = change.awaitNanos(left);
            }
            open = List.copyOf(bound);
        } finally {
            lock.unlock();
        }
        keepers.forEach(Thread::interrupt);
        open.forEach(session -> session.link.unbind(config.bindTimeout()));
        for (Thread keeper : keepers) {
            keeper.join(config.bindTimeout());
        }
    }

    int boundCount() {
        return count(_ -> 1);
    }

    private int usedCount() {
        return count(session -> session.used);
    }

    private int count(ToIntFunction<Session> what) {
        lock.lock();
        try {
            return bound.stream()
                    .filter(session -> session.link.isOpen())
                    .mapToInt(what)
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    private void keep(int number) {
        Duration wait = config.reconnectAfter();
        try {
            while (!isStopping()) {
                long start = System.nanoTime();
                stayBound(number);
                Duration lasted = Duration.ofNanos(System.nanoTime() - start);
                if (lasted.compareTo(config.longestReconnectAfter()) > 0) {
                    wait = config.reconnectAfter();
                }
                long longest = Math.max(2, wait.toMillis());
                Thread.sleep(random.nextLong(longest / 2, longest + 1));
                wait = shorter(wait.multipliedBy(2), config.longestReconnectAfter());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stayBound(int number) throws InterruptedException {
        SmppLink link = bind(number);
        if (link == null) {
            return;
        }
        Session session = new Session(link);
        if (!add(session)) {
            link.unbind(config.bindTimeout());
            return;
        }
        LOG.infof("session=%d bound", number);
        try {
            link.watch(config.enquireAfter(), config.answerTimeout());
            LOG.warnf("session=%d ended", number);
        } finally {
            remove(session);
        }
    }

    private @Nullable SmppLink bind(int number) {
        try {
            return binding.bind();
        } catch (IOException | RuntimeException e) {
            // Only our own words: the others may hold what was sent.
            String reason = e instanceof SmppLink.BindRefused
                    ? e.getMessage()
                    : e.getClass().getSimpleName();
            LOG.warnf("session=%d not bound: %s", number, reason);
            return null;
        }
    }

    private boolean add(Session session) {
        lock.lock();
        try {
            if (stopping) {
                return false;
            }
            bound.add(session);
            change.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void remove(Session session) {
        lock.lock();
        try {
            bound.remove(session);
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

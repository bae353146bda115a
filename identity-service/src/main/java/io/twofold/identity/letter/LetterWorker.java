package io.twofold.identity.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.twofold.kit.sealing.Sealer;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Sends letters. The intent to send is committed before the mail server is asked, so several replicas share the work
 * without a transaction held open meanwhile; a crash in between sends a letter twice, never not at all.
 */
@Singleton
class LetterWorker {

    private static final Logger LOG = Logger.getLogger(LetterWorker.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    private record Taken(UUID id, LetterKind kind, Content content) {}

    private final Letters letters;
    private final Mailer mailer;
    private final Sealer sealer;
    private final ObjectMapper json;
    private final LetterConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Semaphore wake = new Semaphore(0);
    private final List<Thread> workers = new ArrayList<>();

    LetterWorker(
            Letters letters,
            Mailer mailer,
            Sealer sealer,
            ObjectMapper json,
            LetterConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.letters = letters;
        this.mailer = mailer;
        this.sealer = sealer;
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < config.parallel(); i++) {
            workers.add(Thread.ofVirtual().name("letters-" + i).start(this::work));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        for (Thread worker : workers) {
            worker.interrupt();
        }
        for (Thread worker : workers) {
            worker.join(AFTER_TROUBLE);
        }
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) LetterWritten event) {
        wake.release();
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (!sendNext()) {
                    wake.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the letter that is due longest. Returns whether there was one. */
    private boolean sendNext() throws InterruptedException {
        try {
            List<Taken> taken = QuarkusTransaction.requiringNew().call(this::takeOne);
            taken.forEach(this::send);
            return !taken.isEmpty();
        } catch (RuntimeException e) {
            LOG.warnf("Letters wait: %s", e.getClass().getSimpleName());
            TimeUnit.MILLISECONDS.sleep(AFTER_TROUBLE.toMillis());
            return false;
        }
    }

    private List<Taken> takeOne() {
        return letters.takeDue(clock.instant(), 1).stream()
                .map(letter -> {
                    letter.attempt(clock.instant(), config.attemptLimit());
                    return new Taken(letter.id(), letter.kind(), open(letter));
                })
                .toList();
    }

    private void send(Taken taken) {
        Content content = taken.content();
        try {
            mailer.send(Mail.withText(content.to(), content.subject(), content.text()));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "letter=%s kind=%s not sent: %s",
                    taken.id(), taken.kind(), e.getClass().getSimpleName());
            settle(taken, "failed", letter -> letter.failed(clock.instant(), config.retryAfter()));
            return;
        }
        settle(taken, "sent", letter -> letter.sent(clock.instant()));
    }

    private void settle(Taken taken, String outcome, Consumer<Letter> change) {
        metrics.counter("twofold.letters", "kind", taken.kind().name(), "outcome", outcome)
                .increment();
        QuarkusTransaction.requiringNew().run(() -> letters.lock(taken.id()).ifPresent(change));
    }

    private Content open(Letter letter) {
        byte[] sealed = Objects.requireNonNull(letter.sealedContent(), "a letter that is due has its content");
        try {
            return json.readValue(sealer.open(sealed, Letter.context(letter.id())), Content.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A letter's content is what SendLetter wrote", e);
        }
    }

    @Scheduled(every = "1h", delayed = "7m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() {
        QuarkusTransaction.requiringNew()
                .run(() -> letters.delete("createdAt < ?1", clock.instant().minus(config.keep())));
    }
}

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
import io.twofold.kit.sealing.BrokenSealException;
import io.twofold.kit.sealing.Sealer;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends letters. The intent to send is committed before the mail server is asked, so several replicas share the work
 * without a transaction held open meanwhile; a crash in between sends a letter twice, never not at all.
 */
@Singleton
class LetterWorker {

    private static final Logger LOG = Logger.getLogger(LetterWorker.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

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
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.mailer.timeout") Duration mailerTimeout) {
        if (config.attemptLimit().compareTo(mailerTimeout) <= 0) {
            throw new IllegalStateException(
                    "twofold.letters.attempt-limit must be longer than quarkus.mailer.timeout, or letters go out twice");
        }
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
            Optional<Letter> taken = QuarkusTransaction.requiringNew().call(this::take);
            taken.ifPresent(this::handle);
            return taken.isPresent();
        } catch (RuntimeException e) {
            LOG.warnf("Letters wait: %s", e.getClass().getSimpleName());
            TimeUnit.MILLISECONDS.sleep(AFTER_TROUBLE.toMillis());
            return false;
        }
    }

    private Optional<Letter> take() {
        Instant now = clock.instant();
        Optional<Letter> due = letters.lockNextDue(now);
        due.ifPresent(letter -> letter.attempt(now, config.attemptLimit()));
        return due;
    }

    /** The letter is this worker's own now, and no transaction is open: whatever is wrong with it stays with it. */
    private void handle(Letter taken) {
        if (taken.isDoneWith()) {
            count(taken, "given-up");
            return;
        }
        Content content;
        try {
            content = open(taken);
        } catch (BrokenSealException | JsonProcessingException e) {
            LOG.errorf(
                    "letter=%s kind=%s can't be read: %s",
                    taken.id(), taken.kind(), e.getClass().getSimpleName());
            settle(taken, "unreadable", Letter::giveUp);
            return;
        }
        send(taken, content);
    }

    private void send(Letter taken, Content content) {
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

    private void settle(Letter taken, String outcome, Consumer<Letter> change) {
        count(taken, outcome);
        QuarkusTransaction.requiringNew().run(() -> letters.lock(taken.id()).ifPresent(change));
    }

    private void count(Letter taken, String outcome) {
        metrics.counter("twofold.letters", "kind", taken.kind().name(), "outcome", outcome)
                .increment();
    }

    private Content open(Letter letter) throws JsonProcessingException {
        byte[] sealed = Objects.requireNonNull(letter.sealedContent(), "a letter that is due has its content");
        return json.readValue(sealer.open(sealed, Letter.context(letter.id())), Content.class);
    }

    @Scheduled(every = "1h", delayed = "7m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() {
        QuarkusTransaction.requiringNew()
                .run(() -> letters.delete("createdAt < ?1", clock.instant().minus(config.keep())));
    }
}

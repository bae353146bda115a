package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.load.Sample;
import io.twofold.benchmarks.load.Unexpected;
import io.twofold.benchmarks.people.Person;
import io.twofold.benchmarks.report.Finding;
import io.twofold.benchmarks.stack.EventTail;
import io.twofold.benchmarks.stack.Patience;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;

/** From {@code PasswordChanged} happening until a mail server's question about an app-specific password is answered no. */
final class Revocation implements Figure {

    private static final double GOAL_MILLIS = 500;

    @Override
    public String name() {
        return "revocation";
    }

    @Override
    public String what() {
        return "PasswordChanged → app-specific password refused";
    }

    @Override
    public Finding measure(Scene scene) {
        List<Person> people = scene.crowd().protectedByTwoFactor();
        MailServer mailServer = MailServer.of(scene);
        Map<String, Instant> changes = new ConcurrentHashMap<>();
        EventTail.Listener listener = event -> {
            if (event.type().equals("PasswordChanged")) {
                changes.put(event.subject(), event.happened());
            }
        };
        Histogram micros = Sample.histogram();
        long began = System.nanoTime();
        try (EventTail events =
                        new EventTail(scene.stack().kafka(), List.of("identity.events"), scene.clock(), listener);
                Http http = new Http()) {
            events.start();
            for (Person person : people) {
                Instant refused = refusedAfterChange(person, mailServer, http, scene.clock());
                Instant changed =
                        Patience.until("PasswordChanged", () -> Optional.ofNullable(changes.get(person.accountId())));
                micros.recordValue(Duration.between(changed, refused).toNanos() / 1000);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return Finding.delay(name(), what(), new Sample(micros, took, Map.of()), GOAL_MILLIS);
    }

    /** When the first refusal came. The mail server asks without a pause, so it is at most one question late. */
    private static Instant refusedAfterChange(Person person, MailServer mailServer, Http http, Clock clock) {
        person.reauthenticate(http);
        String password = person.makeAppPassword(http);
        if (!mailServer.letsIn(http, person.email(), password)) {
            throw new Unexpected("A right app-specific password was refused");
        }
        person.changePassword(http);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (mailServer.letsIn(http, person.email(), password)) {
            if (System.nanoTime() > deadline) {
                throw new Unexpected("An app-specific password outlived the change of password by 20 seconds");
            }
        }
        return clock.instant();
    }
}

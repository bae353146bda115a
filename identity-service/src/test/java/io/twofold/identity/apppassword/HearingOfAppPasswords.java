package io.twofold.identity.apppassword;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.events.AppPasswordCreated;
import io.twofold.events.AppPasswordFirstUsed;
import io.twofold.events.AppPasswordRevoked;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Mailbox;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Published;
import io.twofold.identity.outside.Rows;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IdentityTest
class HearingOfAppPasswords {

    private final String appPassword = UUID.randomUUID().toString();

    @Inject
    Clock clock;

    private Person person;

    @BeforeEach
    void somebody() {
        person = Person.registered();
    }

    @Test
    void saysWhatWasCreatedAndFromWhere() {
        Published.byAppPasswords(person.accountId(), appPassword, created(), clock.instant());

        assertThat(Mailbox.letterTo(person.email(), "password was created").getText())
                .contains("Name: Mail on my phone", "From: 192.0.2.7");
    }

    @Test
    void saysWhatWasUsedForTheFirstTimeAndFromWhere() {
        Published.byAppPasswords(
                person.accountId(),
                appPassword,
                new AppPasswordFirstUsed(appPassword, "imap", "192.0.2.8"),
                clock.instant());

        assertThat(Mailbox.letterTo(person.email(), "used for the first time").getText())
                .contains("Service: imap", "From: 192.0.2.8");
    }

    @Test
    void leavesOutFromWhereIfTheMailServerDidNotSay() {
        Published.byAppPasswords(
                person.accountId(), appPassword, new AppPasswordFirstUsed(appPassword, "imap", null), clock.instant());

        assertThat(Mailbox.letterTo(person.email(), "used for the first time").getText())
                .doesNotContain("From:");
    }

    @Test
    void saysWhenItHappened() {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        Published.byAppPasswords(person.accountId(), appPassword, created(), yesterday);

        assertThat(Mailbox.letterTo(person.email(), "password was created").getText())
                .contains(DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.ENGLISH)
                        .format(yesterday.atOffset(ZoneOffset.UTC)));
    }

    @Test
    void isOncePerEventHoweverManyCopiesCome() {
        String id = Published.byAppPasswords(person.accountId(), appPassword, created(), clock.instant());
        eventually().untilAsserted(() -> assertThat(isTakenIn(id)).isTrue());

        Topics.publishAgain(
                Topics.read("app-password.events").withHeader("ce_id", id).getFirst());
        nothingLeftToTakeIn();

        assertThat(Mailbox.settled(person.email()).stream()
                        .filter(letter -> letter.getSubject().contains("password was created")))
                .hasSize(1);
    }

    @Test
    void isNotAboutOldNewsNorAboutWhatIsNobodys() {
        int before = Mailbox.settled(person.email()).size();
        Published.byAppPasswords(
                person.accountId(), appPassword, created(), clock.instant().minus(Duration.ofDays(4)));
        Published.byAppPasswords(person.accountId(), appPassword, revoked(), clock.instant());
        Published.byAppPasswords(UUID.randomUUID().toString(), appPassword, created(), clock.instant());
        nothingLeftToTakeIn();

        assertThat(Mailbox.settled(person.email())).hasSize(before);
    }

    @Test
    void endsForWhatNobodyCanReadAndThePartitionMovesOn() {
        String poison = Published.byAppPasswords("no account", appPassword, created(), clock.instant());
        String next = Published.byAppPasswords("no account", appPassword, revoked(), clock.instant());

        eventually().untilAsserted(() -> assertThat(isTakenIn(next)).isTrue());
        eventually()
                .untilAsserted(() -> assertThat(Topics.read("app-password.events.identity-service.dead-letter")
                                .withHeader("ce_id", poison))
                        .hasSize(1));
    }

    /** After a start the consumer takes seconds to get its partitions. */
    private static ConditionFactory eventually() {
        return await().atMost(60, SECONDS);
    }

    /** Waits for an event that comes behind all others about this person. */
    private void nothingLeftToTakeIn() {
        String last = Published.byAppPasswords(person.accountId(), appPassword, revoked(), clock.instant());
        eventually().untilAsserted(() -> assertThat(isTakenIn(last)).isTrue());
    }

    private static boolean isTakenIn(String eventId) {
        return Rows.count("inbox where event_id = '" + eventId + "'") == 1;
    }

    private AppPasswordCreated created() {
        return new AppPasswordCreated(appPassword, "Mail on my phone", List.of("mail"), "192.0.2.7");
    }

    private AppPasswordRevoked revoked() {
        return new AppPasswordRevoked(appPassword, "user");
    }
}

package io.twofold.identity.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Mailbox;
import io.twofold.identity.outside.Rows;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@IdentityTest
class WritingLetters {

    private static final Map<String, String> EVERYTHING = Map.of(
            "code",
            "012345",
            "minutes",
            "10",
            "label",
            "Mail on my phone",
            "service",
            "imap",
            "device",
            "Anna's laptop",
            "from",
            "192.0.2.1",
            "number",
            "(•••) •••-••42",
            "days",
            "14",
            "failures",
            "10",
            "undoLink",
            "https://example.org/#token");

    @Inject
    SendLetter sendLetter;

    @Inject
    Letters letters;

    @Inject
    AgroalDataSource database;

    @Inject
    Clock clock;

    @Inject
    TestTime time;

    static Stream<Arguments> everyLetter() {
        return Stream.of(LetterKind.values())
                .flatMap(kind -> SendLetter.LANGUAGES.stream().map(language -> Arguments.of(kind, language)));
    }

    @ParameterizedTest
    @MethodSource("everyLetter")
    void hasASubjectAndWordsInEveryLanguage(LetterKind kind, String language) {
        Content letter = render(kind, language);

        assertThat(letter.subject()).isNotBlank().doesNotContain("\n", "{", "NOT_FOUND");
        assertThat(letter.text()).isNotBlank().doesNotContain("{", "NOT_FOUND");
    }

    @ParameterizedTest
    @MethodSource("everyLetter")
    void isNotJustTheEnglishOne(LetterKind kind, String language) {
        assertThat(render(kind, language).subject())
                .matches(subject -> language.equals("en")
                        == subject.equals(render(kind, "en").subject()));
    }

    @Test
    void putsTheCodeAloneOnItsLine() {
        for (String language : SendLetter.LANGUAGES) {
            assertThat(render(LetterKind.VERIFY_EMAIL, language).text().lines()).containsOnlyOnce("012345");
        }
    }

    @Test
    void keepsTheContentSealedUntilItIsSentAndNotLonger() {
        String address = anAddress();
        QuarkusTransaction.requiringNew().run(() -> {
            send(address);
            letters.flush();
            assertThat(contentsOfLetters())
                    .isNotEmpty()
                    .noneMatch(content -> new String(content, UTF_8).contains(address));
        });

        assertThat(Mailbox.settled(address)).hasSize(1);
        assertThat(Rows.count("letter where sealed_content is not null")).isZero();
    }

    @Test
    void sendsTheOthersWhenOneCannotBeRead() {
        UUID unreadable = UUID.randomUUID();
        String address = anAddress();
        QuarkusTransaction.requiringNew().run(() -> {
            letters.persist(aLetter(unreadable, new byte[] {1, 2, 3}));
            letters.flush();
            send(address);
        });

        assertThat(Mailbox.settled(address)).hasSize(1);
        assertThat(Rows.count("letter where id = '" + unreadable + "' and sealed_content is null and sent_at is null"))
                .isEqualTo(1);
    }

    @Test
    void sendsWhatADeadWorkerTookWhenItsTimeIsOver() {
        String address = anAddress();
        QuarkusTransaction.requiringNew().run(() -> {
            send(address);
            letters.find("nextAttemptAt is not null order by createdAt desc")
                    .firstResult()
                    .attempt(clock.instant(), Duration.ofMinutes(1));
        });
        String another = anAddress();
        QuarkusTransaction.requiringNew().run(() -> send(another));
        await().untilAsserted(() -> assertThat(Mailbox.of(another)).hasSize(1));
        assertThat(Mailbox.of(address)).isEmpty();

        time.pass(Duration.ofMinutes(1));

        assertThat(Mailbox.settled(address)).hasSize(1);
    }

    @Test
    void doesNotSendACodeThatHasExpired() {
        String address = anAddress();
        QuarkusTransaction.requiringNew().run(() -> sendCode(address, UUID.randomUUID(), clock.instant()));

        assertThat(Mailbox.settled(address)).isEmpty();
    }

    @Test
    void dropsACodeForANewerOne() {
        String address = anAddress();
        UUID flow = UUID.randomUUID();
        Instant goodUntil = clock.instant().plus(Duration.ofMinutes(10));
        QuarkusTransaction.requiringNew().run(() -> {
            sendCode(address, flow, goodUntil);
            sendLetter.dropCodes(flow);
            sendCode(address, flow, goodUntil);
        });

        assertThat(Mailbox.settled(address)).hasSize(1);
    }

    @Test
    void saysHowLongACodeIsGood() {
        assertThat(Map.of("1", "good for a minute.", "10", "good for 10 minutes."))
                .allSatisfy((minutes, words) -> assertThat(sendLetter
                                .render(
                                        LetterKind.VERIFY_EMAIL,
                                        "anna@example.org",
                                        "en",
                                        Map.of("code", "012345", "minutes", minutes),
                                        clock.instant())
                                .text())
                        .contains(words));
    }

    @Test
    void leavesOutAnAddressThatNobodyKnows() {
        Content letter = sendLetter.render(
                LetterKind.APP_PASSWORD_FIRST_USED,
                "anna@example.org",
                "en",
                Map.of("service", "imap"),
                clock.instant());

        assertThat(letter.text()).contains("Service: imap\n\nIf it wasn't you").doesNotContain("From:");
    }

    @Test
    void sendsNothingOfWhatWasTakenBack() {
        String address = anAddress();
        QuarkusTransaction.begin();
        send(address);
        QuarkusTransaction.rollback();

        assertThat(Mailbox.settled(address)).isEmpty();
    }

    @Test
    void sendsEachOnceHoweverManyWorkersThereAre() {
        List<String> addresses =
                Stream.generate(WritingLetters::anAddress).limit(60).toList();

        QuarkusTransaction.requiringNew().run(() -> addresses.forEach(this::send));

        Mailbox.settled(addresses.getFirst());
        assertThat(addresses)
                .allSatisfy(address -> assertThat(Mailbox.of(address)).hasSize(1));
    }

    private void send(String address) {
        sendLetter.send(LetterKind.NEW_SIGN_IN, address, "fr-CA", EVERYTHING);
    }

    private Content render(LetterKind kind, String language) {
        return sendLetter.render(kind, "anna@example.org", language, EVERYTHING, Instant.parse("2026-03-01T12:00:00Z"));
    }

    private void sendCode(String address, UUID flow, Instant expiresAt) {
        sendLetter.sendCode(LetterKind.VERIFY_EMAIL, flow, address, "en", "012345", expiresAt);
    }

    private Letter aLetter(UUID id, byte[] sealedContent) {
        Instant now = clock.instant();
        return new Letter(id, LetterKind.NEW_SIGN_IN, null, sealedContent, now, now.plus(Duration.ofDays(1)));
    }

    /** Over the connection of the transaction at hand, so those that only it can see are among them. */
    private List<byte[]> contentsOfLetters() {
        try (var connection = database.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select sealed_content from letter where sealed_content is not null")) {
            List<byte[]> contents = new ArrayList<>();
            while (rows.next()) {
                contents.add(rows.getBytes(1));
            }
            return contents;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String anAddress() {
        return "letters-" + UUID.randomUUID() + "@example.org";
    }
}

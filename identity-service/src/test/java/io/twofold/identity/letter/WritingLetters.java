package io.twofold.identity.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Mailbox;
import io.twofold.testing.Databases;
import jakarta.inject.Inject;
import java.sql.SQLException;
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
            assertThat(contentsOfLetters()).noneMatch(content -> new String(content, UTF_8).contains(address));
        });

        assertThat(Mailbox.settled(address)).hasSize(1);
        assertThat(contentsOfLetters()).isEmpty();
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

    private static List<byte[]> contentsOfLetters() {
        try (var connection = Databases.connect("identity");
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

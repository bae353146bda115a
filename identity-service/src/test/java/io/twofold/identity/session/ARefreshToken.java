package io.twofold.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.kit.sealing.Fingerprinter;
import io.twofold.testing.Keysets;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ARefreshToken {

    private final RefreshTokens tokens = new RefreshTokens(Fingerprinter.of(Keysets.prf()), new SecureRandom());
    private final UUID session = UUID.randomUUID();

    @Test
    void isRecognisedByWhoMadeIt() {
        RefreshToken token = tokens.next(session);

        assertThat(tokens.recognise(token.text())).hasValueSatisfying(known -> {
            assertThat(known.sessionId()).isEqualTo(session);
            assertThat(known.digest()).isEqualTo(token.digest());
        });
    }

    @Test
    void cannotBeMadeFromASessionsId() {
        RefreshTokens somebodyElse = new RefreshTokens(Fingerprinter.of(Keysets.prf()), new SecureRandom());

        assertThat(tokens.recognise(somebodyElse.next(session).text())).isEmpty();
    }

    @Test
    void isNotWhatIsMerelyAlike() {
        String text = tokens.next(session).text();

        assertThat(tokens.recognise("")).isEmpty();
        assertThat(tokens.recognise(text + "A")).isEmpty();
        assertThat(tokens.recognise(text.replace('.', '-'))).isEmpty();
        assertThat(tokens.recognise("!" + text.substring(1))).isEmpty();
    }

    @Test
    void isNewEachTimeAndDoesNotShowItself() {
        assertThat(tokens.next(session).text())
                .isNotEqualTo(tokens.next(session).text());
        assertThat(tokens.next(session)).hasToString("******");
    }
}

package io.twofold.apppassword.apppassword;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.kit.sealing.Fingerprinter;
import io.twofold.testing.Keysets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TheLetters {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Fingerprinter fingerprinter = Fingerprinter.of(Keysets.prf());

    @Test
    void areTwentyFourInGroupsOfFourAndNeverTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String shown = Secret.generate(RANDOM).grouped();
            assertThat(shown).matches("[a-z]{4}(-[a-z]{4}){5}");
            assertThat(seen.add(shown)).isTrue();
        }
    }

    /** Chi-squared with 25 degrees of freedom: beyond 70 once in 200,000 runs, far beyond it for a biased draw. */
    @Test
    void areAllEquallyLikely() {
        int[] counts = new int[26];
        int passwords = 20_000;
        for (int i = 0; i < passwords; i++) {
            Secret.generate(RANDOM).grouped().chars().filter(c -> c != '-').forEach(c -> counts[c - 'a']++);
        }
        double expected = passwords * 24 / 26.0;
        double chiSquared = 0;
        for (int count : counts) {
            chiSquared += (count - expected) * (count - expected) / expected;
        }
        assertThat(chiSquared).isLessThan(70);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcd-efgh-ijkl-mnop-qrst-uvwx",
                "abcdefghijklmnopqrstuvwx",
                " ABCD EFGH IJKL MNOP QRST UVWX\r\n",
                "abcd–efgh—ijkl‐mnop\u00a0qrst\tuvwx"
            })
    void areReadHoweverTheyWerePasted(String pasted) {
        byte[] digest =
                Secret.parse("abcd-efgh-ijkl-mnop-qrst-uvwx").orElseThrow().digest(fingerprinter);
        assertThat(Secret.parse(pasted).orElseThrow().digest(fingerprinter)).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abcd-efgh-ijkl-mnop-qrst-uvw",
                "abcd-efgh-ijkl-mnop-qrst-uvwxy",
                "abcd-efgh-ijkl-mnop-qrst-uvw1",
                "abcd_efgh_ijkl_mnop_qrst_uvwx",
                "äbcd-efgh-ijkl-mnop-qrst-uvwx",
                "ſbcd-efgh-ijkl-mnop-qrst-uvwx"
            })
    void areNothingElse(String typed) {
        assertThat(Secret.parse(typed)).isEmpty();
    }

    @Test
    void doNotShowInLogs() {
        Secret secret = Secret.generate(RANDOM);
        assertThat(secret).hasToString("******");
    }
}

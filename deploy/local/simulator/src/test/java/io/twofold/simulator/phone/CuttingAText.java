package io.twofold.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.simulator.phone.Segments.Alphabet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CuttingAText {

    @ParameterizedTest
    @CsvSource({
        "a, 160, GSM_7, 1",
        "a, 161, GSM_7, 2",
        "a, 306, GSM_7, 2",
        "a, 307, GSM_7, 3",
        "€, 80, GSM_7, 1",
        "€, 81, GSM_7, 2",
        "あ, 70, UCS_2, 1",
        "あ, 71, UCS_2, 2",
        "あ, 134, UCS_2, 2",
        "あ, 135, UCS_2, 3",
    })
    void countsSegmentsAsCarriersDo(String character, int times, Alphabet alphabet, int segments) {
        assertThat(Segments.of(character.repeat(times))).isEqualTo(new Segments(alphabet, segments));
    }

    @Test
    void takesUcs2ForOneForeignCharacter() {
        assertThat(Segments.of("a".repeat(70) + "ł").alphabet()).isEqualTo(Alphabet.UCS_2);
    }

    /** 76 euro signs take 152 of the 153 places of a segment; the next one would be cut in the middle. */
    @Test
    void neverCutsACharacterInTheMiddle() {
        assertThat(Segments.of("€".repeat(77 + 76)).count()).isEqualTo(3);
        assertThat(Segments.of("😀".repeat(34 + 33)).count()).isEqualTo(3);
    }
}

package io.twofold.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.message.Segments.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountingSegments {

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "160,1", "161,2", "306,2", "307,3", "459,3", "460,4"})
    void gsm7Has160PlacesAloneAnd153InEachOfSeveral(int length, int segments) {
        assertThat(Segments.of("a".repeat(length))).isEqualTo(new Segments(Encoding.GSM_7, length, segments));
    }

    @ParameterizedTest
    @CsvSource({"70,1", "71,2", "134,2", "135,3"})
    void ucs2Has70PlacesAloneAnd67InEachOfSeveral(int length, int segments) {
        assertThat(Segments.of("番".repeat(length))).isEqualTo(new Segments(Encoding.UCS_2, length, segments));
    }

    @Test
    void umlautsAndGreekCapitalsAreGsm7ButTypographyIsNot() {
        assertThat(Segments.of("ÄÖÜäöüß@£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæÉ¤¡§¿Ññà").encoding())
                .isEqualTo(Encoding.GSM_7);
        for (String other : new String[] {"“", "’", "–", "…", "ç", "á", "`", "\t", "番"}) {
            assertThat(Segments.of(other).encoding()).as(other).isEqualTo(Encoding.UCS_2);
        }
    }

    @Test
    void charactersOfTheExtensionTakeTwoPlaces() {
        assertThat(Segments.of("^{}\\[~]|€")).isEqualTo(new Segments(Encoding.GSM_7, 18, 1));
        assertThat(Segments.of("€".repeat(80)).count()).isEqualTo(1);
        assertThat(Segments.of("€".repeat(81)).count()).isEqualTo(2);
    }

    @Test
    void whatTakesTwoPlacesIsNeverParted() {
        // 306 places would fill two segments of 153; the pair at their border needs a place that is left empty instead.
        assertThat(Segments.of("a".repeat(152) + "€" + "a".repeat(152)).count()).isEqualTo(3);
        assertThat(Segments.of("番".repeat(66) + "😀" + "番".repeat(66)).count()).isEqualTo(3);
    }

    @Test
    void anEmojiTakesTwoPlacesOfUcs2() {
        assertThat(Segments.of("😀".repeat(35))).isEqualTo(new Segments(Encoding.UCS_2, 70, 1));
    }
}

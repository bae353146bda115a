package io.twofold.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.benchmarks.figure.Figure;
import io.twofold.benchmarks.figure.Figures;
import io.twofold.benchmarks.load.Unexpected;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TheCommandLine {

    @Test
    void meansAllFiguresIfItNamesNone() {
        assertThat(Options.parse(List.of()).figures()).isEqualTo(Figures.all());
    }

    @Test
    void choosesFiguresAndKeepsTheirOrder() {
        var options = Options.parse(List.of("--only", "codes", "--only", "start", "--seconds", "7"));

        assertThat(options.figures()).extracting(Figure::name).containsExactly("start", "codes");
        assertThat(options.measured()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void namesEachFigureOnce() {
        assertThat(Figures.all()).extracting(Figure::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "--only,     everything, There is no figure",
        "--people,   3,          takes a number from 32",
        "--seconds,  0,          takes a number from 1",
        "--seconds,  soon,       takes a number from 1",
        "--surprise, me,         isn't an option"
    })
    void saysWhatIsWrong(String option, String value, String sentence) {
        assertThatThrownBy(() -> Options.parse(List.of(option, value)))
                .isInstanceOf(Unexpected.class)
                .hasMessageContaining(sentence);
    }
}

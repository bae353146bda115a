package io.twofold.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.benchmarks.load.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AFinding {

    @TempDir
    private Path folder;

    @Test
    void meetsARateThatIsReached() {
        assertThat(Finding.rate("a", "a", sample(1_000, 5), 500).met()).isTrue();
        assertThat(Finding.rate("a", "a", sample(1_000, 5), 501).met()).isFalse();
    }

    @Test
    void needsBothTheRateAndTheTime() {
        var rate = Finding.rate("a", "a", sample(1_000, 5), 500);

        assertThat(rate.andP99Below(6).met()).isTrue();
        assertThat(rate.andP99Below(5).met()).isFalse();
    }

    @Test
    void meetsNothingUnlessItsConditionWasKept() {
        var rate = Finding.rate("a", "a", sample(1_000, 5), 500);

        assertThat(rate.onlyIf(true, "at 500/s").met()).isTrue();
        assertThat(rate.onlyIf(false, "at 500/s").met()).isFalse();
        assertThat(rate.onlyIf(true, "at 500/s").goal()).isEqualTo("≥ 500 /s, at 500/s");
    }

    @Test
    void meetsNoTimeWithoutASample() {
        assertThat(Finding.delay("a", "a", sample(0, 5), 50).met()).isFalse();
    }

    @Test
    void isPrintedAndKept() throws Exception {
        var finding = Finding.rate("checks", "checks", sample(1_000, 5), 400).with("more", 1);
        var report = new Report(
                folder, Instant.parse("2026-03-01T10:00:00Z"), Map.of("people", 60), List.of(finding), Map.of());

        assertThat(report.table()).contains("| checks | 500 /s | ≥ 400 /s | yes | 1,000 | 5.00 |");
        var file = report.saveIn(folder);
        assertThat(file).hasFileName("2026-03-01T1000-unknown.json");
        assertThat(Files.readString(file))
                .contains("\"takenAt\" : \"2026-03-01T10:00:00Z\"", "\"id\" : \"unknown\"", "\"more\" : 1");
    }

    private static Sample sample(int count, long millis) {
        var micros = Sample.histogram();
        for (int i = 0; i < count; i++) {
            micros.recordValue(millis * 1000);
        }
        return new Sample(micros, Duration.ofSeconds(2), Map.of());
    }
}

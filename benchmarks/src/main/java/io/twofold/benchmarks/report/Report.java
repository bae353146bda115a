package io.twofold.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one run found. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private record Content(
            String takenAt,
            Commit commit,
            Machine machine,
            Map<String, Object> settings,
            List<Finding> figures,
            Map<String, String> failures) {}

    private final Content content;

    /**
     * @param settings of the run and of the stack
     * @param failures reasons by the name of the figure that couldn't be had
     */
    public Report(
            Path home,
            Instant takenAt,
            Map<String, Object> settings,
            List<Finding> findings,
            Map<String, String> failures) {
        this.content = new Content(
                takenAt.toString(), Commit.of(home), Machine.here(), settings, List.copyOf(findings), failures);
    }

    /** Keeps it under its date, time and commit. */
    public Path saveIn(Path folder) {
        String minute =
                content.takenAt.substring(0, "2026-03-01T10:00".length()).replace(":", "");
        String name = "%s-%s.json".formatted(minute, content.commit.id());
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            Files.write(file, JSON.writeValueAsBytes(content));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The results can't be written to " + folder, e);
        }
    }

    /** A table in Markdown. */
    public String table() {
        List<String> rows = new ArrayList<>();
        rows.add("| figure | measured | goal | met | n | p50 ms | p90 ms | p99 ms | max ms |");
        rows.add("| --- | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |");
        content.figures.forEach(finding -> rows.add(row(finding)));
        content.failures.forEach((name, reason) -> rows.add("| %s | %s | | no | | | | | |".formatted(name, reason)));
        return String.join("\n", rows);
    }

    private static String row(Finding finding) {
        return "| %s | %s | %s | %s | %,d | %s |"
                .formatted(
                        finding.what(),
                        number(finding.value()) + " " + finding.unit(),
                        finding.goal(),
                        finding.goal().isEmpty() ? "" : finding.met() ? "yes" : "no",
                        finding.n(),
                        percentiles(finding.millis()));
    }

    private static String percentiles(Finding.@Nullable Percentiles millis) {
        return millis == null
                ? " | | | "
                : String.join(
                        " | ", number(millis.p50()), number(millis.p90()), number(millis.p99()), number(millis.max()));
    }

    /** Three digits that mean something are enough. */
    static String number(double value) {
        String form = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}

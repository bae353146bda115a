package io.twofold.benchmarks;

import io.twofold.benchmarks.figure.Figure;
import io.twofold.benchmarks.figure.Scene;
import io.twofold.benchmarks.load.Unexpected;
import io.twofold.benchmarks.load.WarmUp;
import io.twofold.benchmarks.people.Crowd;
import io.twofold.benchmarks.people.PhoneNumbers;
import io.twofold.benchmarks.report.Finding;
import io.twofold.benchmarks.report.Report;
import io.twofold.benchmarks.stack.BenchStack;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The main class behind {@code ./twofold bench}. */
final class Bench {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    /** Kept, or its level would be forgotten. */
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

    private final Path home;
    private final Options options;
    private final PrintStream out;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    private Bench(Path home, Options options, PrintStream out, Clock clock) {
        this.home = home;
        this.options = options;
        this.out = out;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        KAFKA_LOG.setLevel(Level.WARNING);
        Path home = Path.of(System.getProperty("twofold.home", "."))
                .toAbsolutePath()
                .normalize();
        System.exit(run(home, List.of(arguments)));
    }

    private static int run(Path home, List<String> arguments) {
        if (arguments.contains("--help")) {
            System.out.print(Options.HELP);
            return DONE;
        }
        try {
            return new Bench(home, Options.parse(arguments), System.out, Clock.systemUTC()).run();
        } catch (Unexpected e) {
            System.err.println(e.getMessage());
            return MISUSED;
        }
    }

    /** Measures everything; 0 if every figure could be had, whether or not its goal is met. */
    private int run() {
        Instant began = clock.instant();
        Map<List<String>, List<Figure>> bySettings = options.figures().stream()
                .collect(Collectors.groupingBy(Figure::settings, LinkedHashMap::new, Collectors.toList()));
        bySettings.forEach(this::measure);
        Report report = new Report(home, began, settings(), findings, failures);
        out.printf("%n%s%n%n", report.table());
        out.println("Written to " + home.relativize(report.saveIn(home.resolve("benchmarks/results"))));
        return failures.isEmpty() ? DONE : FAILED;
    }

    /** Measures what needs the same settings on one stack. */
    private void measure(List<String> settings, List<Figure> figures) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(options.settings());
        try (BenchStack stack = new BenchStack(home, home.resolve("benchmarks/target/stack"), options.portOffset())) {
            out.println("Starting a stack" + (all.isEmpty() ? "" : " with " + String.join(", ", all)));
            stack.start(true, all);
            PhoneNumbers numbers = new PhoneNumbers();
            Crowd crowd = new Crowd(stack, numbers, options.people());
            Scene scene = new Scene(
                    stack,
                    crowd,
                    numbers,
                    new WarmUp(options.warmUp(), () -> stack.processes().compiling()),
                    options.measured(),
                    clock);
            for (Figure figure : figures) {
                measure(figure, scene);
            }
        } catch (RuntimeException e) {
            figures.forEach(figure -> failures.putIfAbsent(figure.name(), reason(e)));
            out.println(reason(e));
        }
    }

    /** One figure that can't be had costs the report no other, whatever the reason. */
    private static String reason(RuntimeException e) {
        return e instanceof Unexpected ? String.valueOf(e.getMessage()) : e.toString();
    }

    private void measure(Figure figure, Scene scene) {
        out.println("Measuring " + figure.name());
        try {
            Finding finding = figure.measure(scene);
            findings.add(finding);
            out.printf("  %,.1f %s; cores used: %s%n", finding.value(), finding.unit(), cores(finding));
        } catch (RuntimeException e) {
            failures.put(figure.name(), reason(e));
            out.println("  " + reason(e));
        }
    }

    private static String cores(Finding finding) {
        return finding.cores().entrySet().stream()
                .filter(entry -> entry.getValue() >= 0.005)
                .map(entry -> "%s %.2f".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("warmUpStretchSeconds", options.warmUp().toSeconds());
        settings.put("measuredSeconds", options.measured().toSeconds());
        settings.put("people", options.people());
        settings.put("set", options.settings());
        settings.put(
                "setByFigure",
                options.figures().stream()
                        .filter(figure -> !figure.settings().isEmpty())
                        .collect(Collectors.toMap(Figure::name, Figure::settings)));
        return settings;
    }
}

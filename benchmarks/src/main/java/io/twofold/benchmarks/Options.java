package io.twofold.benchmarks;

import io.twofold.benchmarks.figure.Figure;
import io.twofold.benchmarks.figure.Figures;
import io.twofold.benchmarks.load.Unexpected;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The options of {@code ./twofold bench}.
 *
 * @param figures to be measured, in the order of {@link Figures}
 * @param settings for the stack beyond those that a figure asks for, as {@code --set} takes them
 */
record Options(
        List<Figure> figures, Duration warmUp, Duration measured, int people, int portOffset, List<String> settings) {

    private static final int DEFAULT_WARM_UP_SECONDS = 10;
    private static final int DEFAULT_SECONDS = 20;
    private static final int DEFAULT_PEOPLE = 60;
    private static final int LEAST_PEOPLE = 32;
    private static final int DEFAULT_PORT_OFFSET = 11_000;

    static final String HELP = """
            ./twofold bench [options]   Measures on a stack of its own and writes benchmarks/results/<date>-<commit>.json.

              --only NAME               only that figure; may be given several times
              --seconds N               how long each measurement lasts (default: %d)
              --warm-up N               seconds at a time before each, until it gets no faster (default: %d)
              --people N                how many have an account, at least %d (default: %d)
              --port-offset N           added to every port of the stack (default: %d)
              --set SERVICE:KEY=VALUE   a setting of the stack, as ./twofold start takes it

            Figures:
            %s
            """.formatted(
                    DEFAULT_SECONDS,
                    DEFAULT_WARM_UP_SECONDS,
                    LEAST_PEOPLE,
                    DEFAULT_PEOPLE,
                    DEFAULT_PORT_OFFSET,
                    Figures.all().stream()
                            .map(figure -> "  %-24s  %s".formatted(figure.name(), figure.what()))
                            .collect(Collectors.joining("\n")));

    /**
     * Reads the command line.
     *
     * @throws Unexpected if it makes no sense
     */
    static Options parse(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        Set<Figure> chosen = new HashSet<>();
        List<String> settings = new ArrayList<>();
        int warmUp = DEFAULT_WARM_UP_SECONDS;
        int seconds = DEFAULT_SECONDS;
        int people = DEFAULT_PEOPLE;
        int portOffset = DEFAULT_PORT_OFFSET;
        while (!left.isEmpty()) {
            String option = left.removeFirst();
            String value = left.pollFirst();
            if (value == null) {
                throw new Unexpected(option + " isn't an option, or needs a value; ./twofold bench --help lists them.");
            }
            switch (option) {
                case "--only" -> chosen.add(figure(value));
                case "--seconds" -> seconds = number(option, value, 1);
                case "--warm-up" -> warmUp = number(option, value, 1);
                case "--people" -> people = number(option, value, LEAST_PEOPLE);
                case "--port-offset" -> portOffset = number(option, value, 0);
                case "--set" -> settings.add(value);
                default -> throw new Unexpected(option + " isn't an option; ./twofold bench --help lists them.");
            }
        }
        return new Options(
                Figures.all().stream()
                        .filter(figure -> chosen.isEmpty() || chosen.contains(figure))
                        .toList(),
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                people,
                portOffset,
                List.copyOf(settings));
    }

    private static Figure figure(String name) {
        return Figures.all().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Unexpected(
                        "There is no figure \"%s\"; ./twofold bench --help lists them.".formatted(name)));
    }

    private static int number(String option, String value, int least) {
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least) {
            throw new Unexpected("%s takes a number from %d, not %s.".formatted(option, least, value));
        }
        return Integer.parseInt(value);
    }
}

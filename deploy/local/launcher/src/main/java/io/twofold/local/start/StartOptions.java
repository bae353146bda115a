package io.twofold.local.start;

import io.twofold.local.stack.Ports;
import io.twofold.local.stack.Service;
import io.twofold.local.stack.Setting;
import java.io.Serial;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of {@code start}.
 *
 * @param fresh    whether to begin anew
 * @param state    the state folder
 * @param ports    shifted by the chosen offset
 * @param settings for the services, in the order given
 * @param replicas how many of a service, where that was said
 * @param rehearsal whether to write the class caches of later starts when it stops
 */
public record StartOptions(
        boolean fresh,
        Path state,
        Ports ports,
        List<Setting> settings,
        Map<Service, Integer> replicas,
        boolean rehearsal) {

    /** What {@code ./twofold start --help} prints. */
    public static final String HELP = """
            ./twofold start [options]   Starts the local stack; Ctrl-C stops it.

              --fresh                   begin anew: forget accounts, messages, keys and passwords
              --state DIR               where all of that is kept (default: .twofold)
              --port-offset N           add N to every port, for a second stack on this machine
              --set KEY=VALUE           a setting for every service, e.g. twofold.codes.lifetime=PT5S
              --set SERVICE:KEY=VALUE   a setting for one of %s
              --replicas SERVICE=N      run N of that service, e.g. otp=2
              --rehearse                on stopping, write what was loaded to where later starts find it (the build does)

            Options may be given several times, also as --option=value.
            """.formatted(Service.names());

    private static final int MOST_REPLICAS = 8;

    /**
     * Reads the command line.
     *
     * @param usualState the state folder if none is named
     * @throws Misused if it makes no sense; the message says what does
     */
    public static StartOptions parse(List<String> arguments, Path usualState) {
        return new Parser(arguments, usualState).parse();
    }

    /** The command line makes no sense. */
    public static final class Misused extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        Misused(String sentence) {
            super(sentence);
        }
    }

    private static final class Parser {
        private final Deque<String> arguments;
        private boolean fresh;
        private boolean rehearsal;
        private Path state;
        private int offset;
        private final List<Setting> settings = new ArrayList<>();
        private final Map<Service, Integer> replicas = new EnumMap<>(Service.class);

        Parser(List<String> arguments, Path usualState) {
            this.arguments = new ArrayDeque<>(arguments);
            this.state = usualState;
        }

        StartOptions parse() {
            while (!arguments.isEmpty()) {
                var argument = arguments.removeFirst();
                var equals = argument.indexOf('=');
                if (argument.startsWith("--") && equals > 0) {
                    arguments.addFirst(argument.substring(equals + 1));
                    argument = argument.substring(0, equals);
                }
                switch (argument) {
                    case "--fresh" -> fresh = true;
                    case "--rehearse" -> rehearsal = true;
                    case "--state" -> state = Path.of(valueOf(argument));
                    case "--port-offset" -> offset = number(valueOf(argument), 0, Ports.LARGEST_OFFSET, argument);
                    case "--set" -> settings.add(setting(valueOf(argument)));
                    case "--replicas" -> addReplicas(valueOf(argument));
                    default ->
                        throw new Misused(
                                "%s isn't an option of start; ./twofold start --help lists them.".formatted(argument));
                }
            }
            return new StartOptions(
                    fresh, state, new Ports(offset), List.copyOf(settings), Map.copyOf(replicas), rehearsal);
        }

        private String valueOf(String option) {
            var value = arguments.pollFirst();
            if (value == null || value.isEmpty()) {
                throw new Misused("%s needs a value.".formatted(option));
            }
            return value;
        }

        private static Setting setting(String text) {
            var equals = text.indexOf('=');
            if (equals < 1) {
                throw new Misused("--set takes KEY=VALUE, not %s.".formatted(text));
            }
            var key = text.substring(0, equals);
            var value = text.substring(equals + 1);
            var colon = key.indexOf(':');
            return colon < 0
                    ? new Setting(Optional.empty(), key, value)
                    : new Setting(Optional.of(service(key.substring(0, colon))), key.substring(colon + 1), value);
        }

        private void addReplicas(String text) {
            var parts = text.split("=", 2);
            if (parts.length < 2) {
                throw new Misused("--replicas takes SERVICE=N, not %s.".formatted(text));
            }
            replicas.put(service(parts[0]), number(parts[1], 1, MOST_REPLICAS, "--replicas " + parts[0]));
        }

        private static Service service(String name) {
            return Service.named(name)
                    .orElseThrow(
                            () -> new Misused("%s isn't a service; there are %s.".formatted(name, Service.names())));
        }

        private static int number(String text, int least, int most, String option) {
            if (text.matches("\\d{1,6}")) {
                var number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            }
            throw new Misused("%s takes a number from %d to %d, not %s.".formatted(option, least, most, text));
        }
    }
}

package io.twofold.local;

import io.twofold.local.demo.Demo;
import io.twofold.local.start.StartStack;
import java.nio.file.Path;
import java.util.Arrays;

/** The main class behind {@code ./twofold}: its first argument is the verb. */
public final class Launcher {

    private static final int MISUSED = 2;

    private Launcher() {}

    public static void main(String[] arguments) {
        var home = Path.of(System.getProperty("twofold.home", "."))
                .toAbsolutePath()
                .normalize();
        var verb = arguments.length == 0 ? "" : arguments[0];
        var options = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        System.exit(
                switch (verb) {
                    case "start" -> new StartStack(home, System.out, System.err).run(options);
                    case "is-running" -> new StartStack(home, System.out, System.err).tellWhetherRunning(options);
                    case "demo" -> new Demo(home, System.out, System.err).run(options);
                    default -> {
                        System.err.println("There is no \"" + verb + "\"; ./twofold help lists what there is.");
                        yield MISUSED;
                    }
                });
    }
}

package io.twofold.local.start;

import io.twofold.local.obstacle.FreeMemory;
import io.twofold.local.obstacle.FreePorts;
import io.twofold.local.obstacle.Obstacle;
import io.twofold.local.stack.Blueprint;
import io.twofold.local.stack.StackSecrets;
import io.twofold.local.start.StartOptions.Misused;
import io.twofold.local.state.Secrets;
import io.twofold.local.state.StateFolder;
import io.twofold.local.supervision.ProcessLedger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The verb {@code start}: starts the stack and stays until it is told to stop. */
public final class StartStack {

    private static final int DONE = 0;
    private static final int PREVENTED = 1;
    private static final int MISUSED = 2;

    private final Path home;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * Prepares it.
     *
     * @param home the folder that the modules were built in
     */
    public StartStack(Path home, PrintStream out, PrintStream err) {
        this.home = home;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts the stack and returns when it was prevented; a started one runs until the JVM is told to stop.
     *
     * @return the exit status
     */
    public int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            out.print(StartOptions.HELP);
            return DONE;
        }
        try {
            start(StartOptions.parse(arguments, home.resolve(".twofold")));
            return DONE;
        } catch (Misused e) {
            err.println(e.getMessage());
            return MISUSED;
        } catch (Obstacle e) {
            err.println(e.getMessage());
            return PREVENTED;
        }
    }

    /**
     * Tells whether the stack that these arguments mean is running.
     *
     * @return an exit status: 0 if it is
     */
    public int tellWhetherRunning(List<String> arguments) {
        try {
            Path state = StartOptions.parse(arguments, home.resolve(".twofold")).state();
            return StateFolder.isHeld(state) ? DONE : PREVENTED;
        } catch (Misused | Obstacle e) {
            return MISUSED;
        }
    }

    private void start(StartOptions options) {
        var announcer = new Announcer(out);
        try (var folder = StateFolder.open(options.state())) {
            var ledger = new ProcessLedger(folder.processes());
            ledger.endLeftovers()
                    .forEach(name -> announcer.say(name + " of an earlier stack was still running and was ended"));
            folder.stack().delete();
            if (options.fresh()) {
                folder.clear();
            }
            folder.requireWhole();
            var secrets = Secrets.of(folder);
            var stackSecrets = new StackSecrets(secrets);
            var blueprint = new Blueprint(
                    home,
                    folder,
                    options.ports(),
                    stackSecrets,
                    options.replicas(),
                    options.settings(),
                    options.rehearsal());
            blueprint.requireBuilt();
            FreePorts.require(options.ports().purposes(blueprint.instances()));
            new FreeMemory().require(blueprint.memory());
            secrets.save();
            new RunningStack(folder, options.ports(), blueprint, stackSecrets, ledger, announcer).run();
        } catch (IOException e) {
            throw StateFolder.unusable(options.state(), e);
        }
    }
}

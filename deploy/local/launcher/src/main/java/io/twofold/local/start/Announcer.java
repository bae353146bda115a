package io.twofold.local.start;

import io.twofold.local.stack.Blueprint;
import io.twofold.local.stack.Instance;
import io.twofold.local.stack.Ports;
import io.twofold.local.state.StateFolder;
import io.twofold.local.supervision.Observer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the person at the keyboard what happens, a line at a time. */
final class Announcer implements Observer {

    private final PrintStream out;
    private final long startedAt = System.nanoTime();

    Announcer(PrintStream out) {
        this.out = out;
    }

    @Override
    public void started(String name, long pid) {}

    @Override
    public void ready(String name) {
        say("%s is ready".formatted(name));
    }

    @Override
    public void ended(String name, String how, Duration again) {
        say(String.format(Locale.ROOT, "%s %s; next try in %.1f s", name, how, seconds(again)));
    }

    void say(String sentence) {
        out.println(String.format(
                Locale.ROOT, "%6.1f s  %s", seconds(Duration.ofNanos(System.nanoTime() - startedAt)), sentence));
    }

    /** The table of addresses. */
    void everythingIsReady(Blueprint blueprint, Ports ports, StateFolder folder) {
        var table = new StringBuilder("\n");
        for (var instance : blueprint.instances()) {
            row(table, nameOf(instance), ports.url(ports.of(instance)), "described at /openapi");
        }
        row(table, "simulator", ports.url(ports.simulator()), "phones and mailboxes");
        row(table, "PostgreSQL", "localhost:" + ports.postgres(), "user and password in stack.json");
        row(table, "Kafka", blueprint.kafka().bootstrapServers(), "");
        row(table, "secrets", folder.stack().toString(), "clients' and verifiers'");
        row(table, "logs", folder.logs().toString(), "");
        out.println(table);
        say("everything is ready; Ctrl-C stops it, and what it holds is kept");
    }

    private static String nameOf(Instance instance) {
        return instance.processName().replace("-service", "");
    }

    private static void row(StringBuilder table, String name, String address, String remark) {
        table.append("  %-16s %-24s %s".formatted(name, address, remark).stripTrailing())
                .append('\n');
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

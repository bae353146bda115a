package io.twofold.local.demo;

import java.io.PrintStream;

/** Tells the story: a heading for each step, and below it who saw what. */
final class Narrator {

    private final PrintStream out;
    private int step;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void step(String what) {
        step++;
        out.printf("%n%d. %s%n", step, what);
    }

    void tell(String who, String what) {
        out.printf("   %-14s %s%n", who, what);
    }

    void tell(String who, Answer answer) {
        var reason = answer.reason();
        tell(who, answer.call() + " → " + answer.status() + (reason.isEmpty() ? "" : " " + reason));
    }

    void plain(String line) {
        out.println(line);
    }
}

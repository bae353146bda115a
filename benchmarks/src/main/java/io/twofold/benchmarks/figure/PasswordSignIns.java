package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.people.Person;
import io.twofold.benchmarks.report.Finding;
import java.util.List;

/** Sign-ins by password on a device that the account knows. */
final class PasswordSignIns implements Figure {

    private static final int WORKERS = 8;
    private static final double GOAL = 110;

    private static final String COST = "identity:twofold.passwords.argon2.";

    private final boolean atComparedCost;

    private PasswordSignIns(boolean atComparedCost) {
        this.atComparedCost = atComparedCost;
    }

    /** At the cost that others were measured at, 7168 KiB and 5 passes. */
    static PasswordSignIns atComparedCost() {
        return new PasswordSignIns(true);
    }

    /** At the cost that is set by default, 19456 KiB and 2 passes. */
    static PasswordSignIns atDefaultCost() {
        return new PasswordSignIns(false);
    }

    @Override
    public String name() {
        return atComparedCost ? "sign-ins" : "sign-ins-default";
    }

    @Override
    public String what() {
        return "password sign-ins, Argon2id " + (atComparedCost ? "m=7168 t=5 p=1" : "m=19456 t=2 p=1 (default)");
    }

    @Override
    public List<String> settings() {
        return atComparedCost ? List.of(COST + "memory=7168", COST + "iterations=5") : List.of();
    }

    @Override
    public Finding measure(Scene scene) {
        List<Person> people = scene.crowd().signedIn();
        Finding finding = Finding.rate(
                name(),
                what(),
                scene.closedLoop(WORKERS).run(worker -> new Turns(people, worker, WORKERS)::next),
                GOAL);
        return atComparedCost ? finding : finding.forComparison();
    }

    /** Each worker signs in its own people, one after the other. */
    private static final class Turns {
        private final List<Person> people;
        private final int step;
        private int next;

        Turns(List<Person> people, int first, int step) {
            this.people = people;
            this.step = step;
            this.next = first;
        }

        void next(Http http) {
            people.get(next).signIn(http);
            next = next + step < people.size() ? next + step : next % step;
        }
    }
}

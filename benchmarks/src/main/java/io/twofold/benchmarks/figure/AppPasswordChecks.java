package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.load.Unexpected;
import io.twofold.benchmarks.people.Person;
import io.twofold.benchmarks.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A mail server asks about right app-specific passwords. */
final class AppPasswordChecks implements Figure {

    private static final int WORKERS = 32;
    private static final int PER_PERSON = 5;
    private static final double GOAL = 6_000;
    private static final double GOAL_MILLIS = 20;

    private record Program(String username, String password) {}

    @Override
    public String name() {
        return "app-password-checks";
    }

    @Override
    public String what() {
        return "app-specific password checks";
    }

    @Override
    public Finding measure(Scene scene) {
        MailServer mailServer = MailServer.of(scene);
        List<Program> programs = programs(scene);
        return Finding.rate(
                        name(),
                        what(),
                        scene.closedLoop(WORKERS).run(worker -> http -> {
                            Program program =
                                    programs.get(ThreadLocalRandom.current().nextInt(programs.size()));
                            if (!mailServer.letsIn(http, program.username(), program.password())) {
                                throw new Unexpected("A right app-specific password was refused");
                            }
                        }),
                        GOAL)
                .andP99Below(GOAL_MILLIS)
                .with("appPasswords", programs.size());
    }

    private static List<Program> programs(Scene scene) {
        List<Program> programs = new ArrayList<>();
        try (Http http = new Http()) {
            for (Person person : scene.crowd().protectedByTwoFactor()) {
                for (int i = 0; i < PER_PERSON; i++) {
                    programs.add(new Program(person.email(), person.makeAppPassword(http)));
                }
            }
        }
        return programs;
    }
}

package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.load.Noise;
import io.twofold.benchmarks.load.Task;
import io.twofold.benchmarks.load.Unexpected;
import io.twofold.benchmarks.people.Person;
import io.twofold.benchmarks.report.Finding;
import io.twofold.benchmarks.stack.EventTail;
import io.twofold.benchmarks.stack.Patience;
import io.twofold.benchmarks.stack.SealedCodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The most that each service takes while people sign in, codes are sent and verified and a mail server asks, all at once
 * and as fast as they are answered.
 */
final class MemoryUnderLoad implements Figure {

    private static final double GOAL_MIB = 350;
    private static final double BYTES_PER_MIB = 1024 * 1024;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Heaps and caches take theirs within the first minute. */
    private static final int TIMES_AS_LONG = 3;

    private static final int SIGNING_IN = 4;
    private static final int CODES = 16;
    private static final int CHECKS = 8;

    /** What counts: as the launcher names processes. */
    private static final String SERVICE = "-service";

    @Override
    public String name() {
        return "memory-load";
    }

    @Override
    public String what() {
        return "memory (PSS) of the service that takes most, under load";
    }

    @Override
    public List<String> settings() {
        return Challenges.RAISED;
    }

    @Override
    public Finding measure(Scene scene) {
        SealedCodes codes = new SealedCodes(scene.stack().deliveryKeyset());
        List<Person> people = scene.crowd().protectedByTwoFactor();
        List<String> passwords = people.subList(0, CHECKS).stream()
                .map(MemoryUnderLoad::appPassword)
                .toList();
        MailServer mailServer = MailServer.of(scene);
        Challenges challenges = Challenges.of(scene);
        Task.Maker signIns = worker -> people.get(CHECKS + worker)::signIn;
        Task.Maker pairs = _ -> http -> {
            String binding = Challenges.newBinding();
            String challenge = challenges.text(http, binding, scene.numbers().next());
            challenges.verify(http, challenge, binding, codes.take(challenge));
        };
        Task.Maker checks = worker -> http -> {
            if (!mailServer.letsIn(http, people.get(worker).email(), passwords.get(worker))) {
                throw new Unexpected("A right app-specific password was refused");
            }
        };
        try (EventTail deliveries =
                new EventTail(scene.stack().kafka(), List.of(SealedCodes.TOPIC), scene.clock(), codes)) {
            deliveries.start();
            scene.warmUp(SIGNING_IN, signIns);
            scene.warmUp(CODES, pairs);
            scene.warmUp(CHECKS, checks);
            try (Noise signingIn = Noise.asMuchAsThereCanBe(SIGNING_IN, signIns);
                    Noise verifying = Noise.asMuchAsThereCanBe(CODES, pairs);
                    Noise checking = Noise.asMuchAsThereCanBe(CHECKS, checks)) {
                long began = System.nanoTime();
                Map<String, Long> most = watch(scene);
                double seconds = (System.nanoTime() - began) / 1e9;
                double largest = most.values().stream()
                        .mapToDouble(Long::doubleValue)
                        .max()
                        .orElse(0);
                return Finding.amount(name(), what(), largest, "MiB", GOAL_MIB)
                        .with("mebibytes", most)
                        .with("signInsPerSecond", Math.round(signingIn.answered() / seconds))
                        .with("codesPerSecond", Math.round(verifying.answered() / seconds))
                        .with("appPasswordChecksPerSecond", Math.round(checking.answered() / seconds));
            }
        }
    }

    /** The most that each service took at any time, in MiB. */
    private static Map<String, Long> watch(Scene scene) {
        Map<String, Long> most = new TreeMap<>();
        long end =
                System.nanoTime() + scene.measured().multipliedBy(TIMES_AS_LONG).toNanos();
        while (System.nanoTime() < end) {
            scene.stack().processes().memory().forEach((name, bytes) -> {
                if (name.contains(SERVICE)) {
                    most.merge(name, Math.round(bytes / BYTES_PER_MIB), Math::max);
                }
            });
            Patience.pause(LOOK_AGAIN);
        }
        return most;
    }

    private static String appPassword(Person person) {
        try (Http http = new Http()) {
            return person.makeAppPassword(http);
        }
    }
}

package io.twofold.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkingInGroups {

    private static final int MOST = 4;
    private static final int FAILS = -1;
    private static final int FILLS_THE_HEAP = -2;
    private static final int GOES_ALONE = -3;

    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstHasBegun = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final Gathering<Integer, String> gathering = new Gathering<>(MOST, Duration.ofSeconds(20), this::work);

    @Test
    void whoeverComesMeanwhileIsInTheNextGroup() throws Exception {
        assertThat(joining(1, 2, 3)).containsExactly(Optional.of("1"), Optional.of("2"), Optional.of("3"));

        assertThat(groups).hasSize(2);
        assertThat(groups.getFirst()).containsExactly(1);
        assertThat(groups.getLast()).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void aGroupIsNoLargerThanItMayBe() throws Exception {
        joining(IntStream.rangeClosed(1, MOST + 2).toArray());

        assertThat(groups).extracting(List::size).containsExactly(1, MOST, 1);
    }

    @Test
    void whoeverIsInAGroupThatFailsGoesAlone() throws Exception {
        assertThat(joining(1, 2, FAILS)).containsExactly(Optional.of("1"), Optional.empty(), Optional.empty());
        assertThat(gathering.join(4)).contains("4");
    }

    @Test
    void oneAloneMayHaveToGoAlone() throws Exception {
        assertThat(joining(1, 2, GOES_ALONE)).containsExactly(Optional.of("1"), Optional.of("2"), Optional.empty());
    }

    @Test
    void evenAFullHeapLeavesNobodyWaiting() throws Exception {
        assertThat(joining(1, 2, FILLS_THE_HEAP)).containsExactly(Optional.of("1"), Optional.empty(), Optional.empty());
        assertThat(gathering.join(4)).contains("4");
    }

    @Test
    void nobodyWaitsLongForAGroupThatHangs() throws Exception {
        Gathering<Integer, String> impatient = new Gathering<>(MOST, Duration.ofMillis(50), this::work);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> hanging = threads.submit(() -> impatient.join(1));
            firstHasBegun.await();

            assertThat(impatient.join(2)).isEmpty();
            assertThat(hanging.isDone()).isFalse();
            firstMayEnd.countDown();
            assertThat(hanging.get()).contains("1");
        }
        assertThat(impatient.join(3)).contains("3");
        assertThat(groups).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void whoeverComesToAGroupThatHangsDoesNotWaitAtAll() throws Exception {
        Gathering<Integer, String> impatient = new Gathering<>(MOST, Duration.ofSeconds(3), this::work);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> hanging = threads.submit(() -> impatient.join(1));
            firstHasBegun.await();
            assertThat(impatient.join(2)).isEmpty();

            long began = System.nanoTime();
            assertThat(impatient.join(3)).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            firstMayEnd.countDown();
            assertThat(hanging.get()).contains("1");
        }
    }

    @Test
    void whoeverWaitsForGroupsThatEndIsPatient() throws Exception {
        firstMayEnd.countDown();
        Gathering<Integer, String> slow = new Gathering<>(1, Duration.ofSeconds(3), group -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return work(group);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<String>>> results = IntStream.range(0, 80)
                    .mapToObj(wish -> threads.submit(() -> slow.join(wish)))
                    .toList();
            for (int wish = 0; wish < results.size(); wish++) {
                assertThat(results.get(wish).get()).contains(String.valueOf(wish));
            }
        }
    }

    @Test
    void resultsThatAreMissingLeaveNobodyWaiting() throws Exception {
        Gathering<Integer, String> forgetful = new Gathering<>(MOST, Duration.ofSeconds(20), group -> List.of());
        assertThat(forgetful.join(1)).isEmpty();
        assertThat(forgetful.join(2)).isEmpty();
    }

    @Test
    void nothingIsForgottenHoweverManyCome() throws Exception {
        firstMayEnd.countDown();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<String>>> results = IntStream.range(0, 10_000)
                    .mapToObj(wish -> threads.submit(() -> gathering.join(wish)))
                    .toList();
            for (int wish = 0; wish < results.size(); wish++) {
                assertThat(results.get(wish).get(20, TimeUnit.SECONDS)).contains(String.valueOf(wish));
            }
        }
        assertThat(groups.stream().flatMap(List::stream)).hasSize(10_000).doesNotHaveDuplicates();
    }

    /** What each of them gets, who all come while the first one's group is being worked on. */
    private List<Optional<String>> joining(int... wishes) throws Exception {
        List<Future<Optional<String>>> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int wish : wishes) {
                results.add(threads.submit(() -> gathering.join(wish)));
                if (results.size() == 1) {
                    firstHasBegun.await();
                }
            }
            await().until(() -> gathering.waiting() == wishes.length - 1);
            firstMayEnd.countDown();
        }
        List<Optional<String>> all = new ArrayList<>();
        for (Future<Optional<String>> result : results) {
            all.add(result.get());
        }
        return all;
    }

    private List<Optional<String>> work(List<Integer> group) {
        groups.add(group);
        firstHasBegun.countDown();
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (group.contains(FILLS_THE_HEAP)) {
            throw new OutOfMemoryError("as the test wants it");
        }
        if (group.contains(FAILS)) {
            throw new IllegalStateException("as the test wants it");
        }
        return group.stream()
                .map(wish -> wish == GOES_ALONE ? Optional.<String>empty() : Optional.of(String.valueOf(wish)))
                .toList();
    }
}

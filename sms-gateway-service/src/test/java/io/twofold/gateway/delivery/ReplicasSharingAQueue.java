package io.twofold.gateway.delivery;

import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.GatewayTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@GatewayTest
class ReplicasSharingAQueue {

    private static final int REPLICAS = 4;

    @Inject
    TakeDueDeliveries takeDueDeliveries;

    @Inject
    HandOverMessage handOverMessage;

    @Inject
    SettleUnknown settleUnknown;

    @Inject
    WorkerSignal signal;

    @Test
    void eachMessageIsHandedOverByOneOfThem() throws Exception {
        List<CodeRequest> requests =
                Stream.generate(CodeRequest::text).limit(100).toList();
        AtomicBoolean done = new AtomicBoolean();
        CyclicBarrier start = new CyclicBarrier(REPLICAS + 1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> replicas = new ArrayList<>();
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(threads.submit(() -> {
                    start.await();
                    while (!done.get()) {
                        takeDueDeliveries.take(3, Set.of(), _ -> true).jobs().forEach(this::work);
                        signal.await(Duration.ofMillis(20));
                    }
                    return "done";
                }));
            }
            start.await();
            try {
                requests.forEach(CodeRequest::publish);
                requests.forEach(request -> awaitState(request, "sent"));
            } finally {
                done.set(true);
            }
            for (Future<Object> replica : replicas) {
                assertThat(replica.get()).isEqualTo("done");
            }
        }

        assertThat(requests).allSatisfy(request -> {
            assertThat(FakeTwilio.requestsFor(request.number())).isEqualTo(1);
            assertThat(value("select attempts from delivery where challenge_id = ?", request.challengeId()))
                    .isEqualTo(1);
        });
    }

    private void work(Job job) {
        switch (job.kind()) {
            case HAND_OVER -> handOverMessage.handOver(job);
            case LOOK_FOR -> settleUnknown.lookFor(job);
        }
    }
}

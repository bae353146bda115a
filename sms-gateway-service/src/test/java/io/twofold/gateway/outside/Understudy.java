package io.twofold.gateway.outside;

import io.twofold.gateway.message.Channel;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.OutboundMessage;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.ProviderSource;
import io.twofold.gateway.provider.Report;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A second provider, which answers as it is told: per number, one answer for each request, the last for all that follow. It
 * takes what nothing was said about.
 */
@Singleton
public class Understudy implements ProviderSource, MessageProvider {

    public static final String ID = "understudy";

    private static final Map<String, Deque<Handover>> ANSWERS = new ConcurrentHashMap<>();
    private static final List<OutboundMessage> ASKED = new CopyOnWriteArrayList<>();
    private static volatile @Nullable CountDownLatch held;

    /** How requests for a number are answered, one after the other; the last word stays. */
    public static void towards(String number, Handover... answers) {
        ANSWERS.put(number, new ArrayDeque<>(Arrays.asList(answers)));
    }

    /** How often it was asked to take something for a number. */
    public static long askedFor(String number) {
        return ASKED.stream()
                .filter(message -> message.destination().e164().equals(number))
                .count();
    }

    /** Makes every request wait until {@link #goOn}, as a provider that is slow. */
    public static void hold() {
        held = new CountDownLatch(1);
    }

    public static void goOn() {
        CountDownLatch latch = held;
        held = null;
        if (latch != null) {
            latch.countDown();
        }
    }

    @Override
    public List<MessageProvider> configured() {
        return List.of(this);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.SMS);
    }

    @Override
    public Handover handOver(OutboundMessage message) {
        ASKED.add(message);
        CountDownLatch latch = held;
        try {
            if (latch != null && !latch.await(50, TimeUnit.SECONDS)) {
                return new Handover.Unclear("held");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Handover.Unclear("interrupted");
        }
        Deque<Handover> answers = ANSWERS.getOrDefault(message.destination().e164(), new ArrayDeque<>());
        synchronized (answers) {
            Handover next = answers.size() > 1 ? answers.poll() : answers.peek();
            return next == null ? new Handover.Taken("understudy-" + message.deliveryId()) : next;
        }
    }

    @Override
    public Duration longestHandover() {
        return Duration.ofSeconds(50);
    }

    @Override
    public List<Report> find(TextMessage message, Instant since) {
        return List.of();
    }
}

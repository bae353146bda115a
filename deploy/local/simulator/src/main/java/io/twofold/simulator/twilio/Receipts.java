package io.twofold.simulator.twilio;

import io.twofold.simulator.phone.ReceiptTrail;
import io.twofold.simulator.provider.Conduct;
import io.twofold.simulator.provider.Mode;
import io.twofold.simulator.provider.Tally;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The receipts (status callbacks) of one message or call. They are sent one after the other, without keeping up the life
 * of what they report on, as often and in the order the provider's behaviour asks for.
 */
final class Receipts {

    private final Callbacks callbacks;
    private final Executor executor;
    private final Conduct conduct;
    private final Mode mode;
    private final String method;
    private final Optional<URI> address;

    private final ReceiptTrail trail = new ReceiptTrail();
    private final Deque<Map<String, String>> heldBack = new ArrayDeque<>();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /**
     * No receipts yet.
     *
     * @param address where they go; empty: nobody wants any
     */
    Receipts(Callbacks callbacks, Executor executor, Conduct conduct, Mode mode, String method, Optional<URI> address) {
        this.callbacks = callbacks;
        this.executor = executor;
        this.conduct = conduct;
        this.mode = mode;
        this.method = method;
        this.address = address;
    }

    /** Those that were taken. */
    ReceiptTrail trail() {
        return trail;
    }

    /** Reports a step. */
    void report(Map<String, String> parameters) {
        switch (mode) {
            case OK, SLOW, FAIL, REJECT -> send(parameters);
            case LOSE, DISCONNECT -> {}
            case DUPLICATE_RECEIPTS -> {
                send(parameters);
                send(parameters);
            }
            case REORDER_RECEIPTS -> heldBack.push(parameters);
        }
    }

    /** The last step has been reported. */
    void complete() {
        heldBack.forEach(this::send);
        heldBack.clear();
    }

    private void send(Map<String, String> parameters) {
        address.ifPresent(url -> last = last.thenRunAsync(() -> send(url, parameters), executor));
    }

    private void send(URI url, Map<String, String> parameters) {
        if (callbacks.send(method, url, parameters).isEmpty()) {
            conduct.count(Tally.RECEIPTS_FAILED);
            return;
        }
        conduct.count(Tally.RECEIPTS);
        trail.add(parameters.getOrDefault("MessageStatus", parameters.getOrDefault("CallStatus", "")));
    }
}

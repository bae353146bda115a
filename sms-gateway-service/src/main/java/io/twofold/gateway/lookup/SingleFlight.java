package io.twofold.gateway.lookup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Has the same question asked once, however many ask it at the same moment. All get the one answer. */
final class SingleFlight<T> {

    private final ConcurrentMap<String, CompletableFuture<T>> flights = new ConcurrentHashMap<>();

    T fly(String key, Supplier<T> question) {
        CompletableFuture<T> own = new CompletableFuture<>();
        CompletableFuture<T> other = flights.putIfAbsent(key, own);
        if (other != null) {
            return other.join();
        }
        try {
            T answer = question.get();
            own.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, own);
        }
    }
}

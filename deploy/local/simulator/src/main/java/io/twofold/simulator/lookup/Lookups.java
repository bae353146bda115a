package io.twofold.simulator.lookup;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is known about each number. */
public final class Lookups {

    private final Map<String, NumberFacts> facts = new ConcurrentHashMap<>();

    public NumberFacts about(String number) {
        return facts.getOrDefault(number, NumberFacts.NOTHING);
    }

    void learn(String number, NumberFacts known) {
        facts.put(number, known);
    }

    public void forget() {
        facts.clear();
    }
}

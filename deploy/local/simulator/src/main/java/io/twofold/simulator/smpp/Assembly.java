package io.twofold.simulator.smpp;

import io.twofold.simulator.smpp.Octets.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Joins the parts of long texts, as phones do. The oldest that never became whole are forgotten. */
final class Assembly {

    private static final int REMEMBERED = 1_000;

    private final Map<Key, Map<Integer, ShortMessage>> waiting = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Map<Integer, ShortMessage>> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Key(String from, String to, int reference, int parts) {}

    /** Returns all parts in their order, if this one was the last that was missing. */
    synchronized Optional<List<ShortMessage>> add(ShortMessage part) {
        Optional<Place> place = part.octets().place();
        if (place.isEmpty()) {
            return Optional.of(List.of(part));
        }
        Key key = new Key(
                part.from(), part.to(), place.get().reference(), place.get().parts());
        Map<Integer, ShortMessage> parts = waiting.computeIfAbsent(key, _ -> new TreeMap<>());
        parts.put(place.get().number(), part);
        if (parts.size() < place.get().parts()) {
            return Optional.empty();
        }
        waiting.remove(key);
        return Optional.of(new ArrayList<>(parts.values()));
    }

    synchronized void clear() {
        waiting.clear();
    }
}

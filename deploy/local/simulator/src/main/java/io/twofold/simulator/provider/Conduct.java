package io.twofold.simulator.provider;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/** A provider's present behaviour and what it counted. Safe for any number of threads. */
public final class Conduct {

    private final String provider;
    private final Set<Mode> modes;
    private final IntPredicate errorCodes;
    private final Map<Tally, Long> counts = new ConcurrentHashMap<>();

    private volatile Behaviour behaviour = Behaviour.OK;

    /**
     * A provider that behaves well, so far.
     *
     * @param provider its id
     * @param modes the modes that mean something for it
     * @param errorCodes which error codes are its own
     */
    public Conduct(String provider, Set<Mode> modes, IntPredicate errorCodes) {
        this.provider = provider;
        this.modes = Collections.unmodifiableSet(EnumSet.copyOf(modes));
        this.errorCodes = errorCodes;
    }

    public String provider() {
        return provider;
    }

    /** In the order of {@link Mode}. */
    public Set<Mode> modes() {
        return modes;
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    /** How it behaves towards that phone number or address: as told, or well if only others were named. */
    public Behaviour towards(String number) {
        Behaviour now = behaviour;
        return now.concerns(number) ? now : Behaviour.OK;
    }

    public void count(Tally tally) {
        counts.merge(tally, 1L, Long::sum);
    }

    /** Every count by its word, in the order of {@link Tally}. */
    public Map<String, Long> counts() {
        Map<String, Long> words = new LinkedHashMap<>();
        for (Tally tally : Tally.values()) {
            words.put(tally.word(), counts.getOrDefault(tally, 0L));
        }
        return words;
    }

    boolean knowsErrorCode(int code) {
        return errorCodes.test(code);
    }

    void become(Behaviour next) {
        behaviour = next;
    }

    void forget() {
        behaviour = Behaviour.OK;
        counts.clear();
    }
}

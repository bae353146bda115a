package io.twofold.simulator.provider;

import java.util.List;
import java.util.Optional;

/** All the providers there are. */
public final class Providers {

    private final List<Provider> providers;

    public Providers(List<? extends Provider> providers) {
        this.providers = List.copyOf(providers);
    }

    public List<Conduct> all() {
        return providers.stream().map(Provider::conduct).toList();
    }

    public Optional<Conduct> named(String id) {
        return all().stream().filter(conduct -> conduct.provider().equals(id)).findFirst();
    }

    /**
     * Changes how a provider behaves; asking for the same again changes nothing.
     *
     * @return the behaviour now in force
     * @throws io.twofold.simulator.http.BadRequest where the wish means nothing for that provider
     */
    public Behaviour change(Conduct conduct, BehaviourWish wish) {
        Behaviour behaviour = wish.understoodBy(conduct);
        conduct.become(behaviour);
        return behaviour;
    }

    /** Every provider forgets its messages and counts and behaves well again. */
    public void forget() {
        all().forEach(Conduct::forget);
        providers.forEach(Provider::forget);
    }
}

package io.twofold.gateway.provider;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The providers of this installation. */
@Singleton
public class Providers {

    private final List<MessageProvider> providers;

    Providers(@All List<ProviderSource> sources) {
        this.providers = sources.stream()
                .flatMap(source -> source.configured().stream())
                .sorted(Comparator.comparing(MessageProvider::id))
                .toList();
    }

    /** All of them, by id. */
    public List<MessageProvider> all() {
        return providers;
    }

    /** The provider of that id, unless configuration has dropped it since. */
    public Optional<MessageProvider> find(String id) {
        return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }
}

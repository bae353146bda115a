package io.twofold.gateway.provider;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The providers of this installation. */
@Singleton
public class Providers {

    private final List<MessageProvider> providers;

    /**
     * @throws IllegalStateException if there is none, or two have one id
     */
    Providers(@All List<ProviderSource> sources) {
        this.providers = sources.stream()
                .flatMap(source -> source.configured().stream())
                .sorted(Comparator.comparing(MessageProvider::id))
                .toList();
        if (providers.isEmpty()) {
            throw new IllegalStateException(
                    "No provider is configured, so that nothing could be sent: set"
                            + " twofold.providers.twilio.account-sid and what belongs to it, or twofold.providers.http.<id>.url");
        }
        Set<String> ids = new HashSet<>();
        providers.stream().map(MessageProvider::id).filter(id -> !ids.add(id)).forEach(id -> {
            throw new IllegalStateException("Two providers are called " + id);
        });
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

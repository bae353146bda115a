package io.twofold.simulator.provider;

import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.Json;
import io.twofold.simulator.http.Request;
import io.twofold.simulator.http.Router;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How tests tell providers to misbehave, and ask what they have been asked. */
public final class BehaviourApi {

    private final Providers providers;

    public BehaviourApi(Providers providers) {
        this.providers = providers;
    }

    public void addTo(Router router) {
        router.on("GET", "/api/behaviour", _ -> Answer.json(200, ofEach(Conduct::behaviour)));
        router.on("GET", "/api/behaviour/{provider}", this::show);
        router.on("PUT", "/api/behaviour/{provider}", this::change);
        router.on("GET", "/api/statistics", _ -> Answer.json(200, ofEach(Conduct::counts)));
    }

    private Answer show(Request request) {
        return of(request, Conduct::behaviour);
    }

    private Answer change(Request request) {
        return of(request, conduct -> {
            BehaviourWish wish = Json.read(
                    request.body(),
                    BehaviourWish.class,
                    "A behaviour looks like {\"mode\":\"slow\",\"delayMs\":5000,\"numbers\":[\"+14089742042\"]}.");
            return providers.change(conduct, wish);
        });
    }

    private Answer of(Request request, Function<Conduct, Object> answer) {
        return providers
                .named(request.variable("provider"))
                .map(conduct -> Answer.json(200, answer.apply(conduct)))
                .orElseGet(() -> Answer.problem(
                        404,
                        "not_found",
                        "The providers here are "
                                + providers.all().stream()
                                        .map(Conduct::provider)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private <T> Map<String, Map<String, T>> ofEach(Function<Conduct, T> answer) {
        Map<String, T> each = new LinkedHashMap<>();
        providers.all().forEach(conduct -> each.put(conduct.provider(), answer.apply(conduct)));
        return Map.of("providers", each);
    }
}

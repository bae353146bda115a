package io.twofold.simulator.lookup;

import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.BadRequest;
import io.twofold.simulator.http.Json;
import io.twofold.simulator.http.Request;
import io.twofold.simulator.http.Router;
import io.twofold.simulator.phone.E164;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How tests say what look-up providers will answer. */
public final class LookupApi {

    private static final String EXPECTED = "What is known about a number looks like"
            + " {\"type\":\"mobile\",\"carrier\":\"Example Mobile\",\"simSwappedAt\":\"2026-01-31T10:00:00Z\"}.";

    private final Lookups lookups;

    public LookupApi(Lookups lookups) {
        this.lookups = lookups;
    }

    public void addTo(Router router) {
        router.on("GET", "/api/lookups/{number}", request -> Answer.json(200, lookups.about(number(request))));
        router.on("PUT", "/api/lookups/{number}", this::learn);
    }

    private Answer learn(Request request) {
        String number = number(request);
        Told told = Json.read(request.body(), Told.class, EXPECTED);
        NumberFacts facts = new NumberFacts(told.lineType(), told.carrier, told.simSwappedAt);
        lookups.learn(number, facts);
        return Answer.json(200, facts);
    }

    private static String number(Request request) {
        return E164.checked(request.variable("number"));
    }

    private record Told(
            @Nullable String type,
            @Nullable String carrier,
            @Nullable Instant simSwappedAt) {

        LineType lineType() {
            return Optional.ofNullable(type)
                    .flatMap(LineType::of)
                    .orElseThrow(() -> new BadRequest("The type is one of "
                            + Arrays.stream(LineType.values())
                                    .map(LineType::word)
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
    }
}

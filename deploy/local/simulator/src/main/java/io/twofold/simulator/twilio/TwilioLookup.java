package io.twofold.simulator.twilio;

import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.Request;
import io.twofold.simulator.http.Router;
import io.twofold.simulator.lookup.LineType;
import io.twofold.simulator.lookup.Lookups;
import io.twofold.simulator.lookup.NumberFacts;
import io.twofold.simulator.phone.E164;
import io.twofold.simulator.provider.Behaviour;
import io.twofold.simulator.provider.Conduct;
import io.twofold.simulator.provider.Mode;
import io.twofold.simulator.provider.Provider;
import io.twofold.simulator.provider.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Twilio Lookup v2 with its packages {@code line_type_intelligence} and {@code sim_swap}, answering what tests said is
 * known. It names no country and no national format. As a provider it is called {@code lookup}.
 */
public final class TwilioLookup implements Provider {

    private static final Duration SWAP_PERIOD = Duration.ofDays(3);

    private final Conduct conduct = new Conduct(
            "lookup", EnumSet.of(Mode.OK, Mode.SLOW, Mode.FAIL, Mode.REJECT), code -> code >= 10_000 && code <= 99_999);
    private final Credentials credentials;
    private final Lookups lookups;
    private final Clock clock;

    public TwilioLookup(Credentials credentials, Lookups lookups, Clock clock) {
        this.credentials = credentials;
        this.lookups = lookups;
        this.clock = clock;
    }

    @Override
    public Conduct conduct() {
        return conduct;
    }

    @Override
    public void addTo(Router router) {
        router.on("GET", "/v2/PhoneNumbers/{number}", this::lookUp);
    }

    @Override
    public void forget() {
        lookups.forget();
    }

    @Override
    public void close() {}

    private Answer lookUp(Request request) {
        conduct.count(Tally.REQUESTS);
        String number = request.variable("number");
        Behaviour behaviour = conduct.towards(number);
        behaviour.delay();
        if (behaviour.is(Mode.FAIL)) {
            conduct.count(Tally.FAILED);
            return TwilioError.of(behaviour.errorCodeOr(TwilioError.UNAVAILABLE), "")
                    .answer();
        }
        Optional<TwilioError> refusal = refusal(request, number, behaviour);
        if (refusal.isPresent()) {
            conduct.count(Tally.REFUSED);
            return refusal.get().answer();
        }
        conduct.count(Tally.ACCEPTED);
        List<String> packages = request.query().all("Fields").stream()
                .flatMap(fields -> List.of(fields.split(",", -1)).stream())
                .toList();
        return Answer.json(200, resource(number, lookups.about(number), packages));
    }

    private Optional<TwilioError> refusal(Request request, String number, Behaviour behaviour) {
        if (!credentials.match(request.authorization())) {
            return Optional.of(TwilioError.authenticate());
        }
        if (!E164.matches(number)) {
            return Optional.of(TwilioError.notFound(request.path()));
        }
        return behaviour.is(Mode.REJECT)
                ? Optional.of(TwilioError.of(behaviour.errorCodeOr(60600), number))
                : Optional.empty();
    }

    private Map<String, @Nullable Object> resource(String number, NumberFacts facts, List<String> packages) {
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("calling_country_code", null);
        resource.put("country_code", null);
        resource.put("phone_number", number);
        resource.put("national_format", null);
        resource.put("valid", true);
        resource.put("validation_errors", List.of());
        resource.put("caller_name", null);
        resource.put("sim_swap", packages.contains("sim_swap") ? simSwap(facts) : null);
        resource.put("call_forwarding", null);
        resource.put("line_type_intelligence", packages.contains("line_type_intelligence") ? lineType(facts) : null);
        resource.put("url", "/v2/PhoneNumbers/" + number);
        return resource;
    }

    private static Map<String, @Nullable Object> lineType(NumberFacts facts) {
        Map<String, @Nullable Object> known = ofCarrier(facts);
        known.put(
                "type",
                facts.type() == LineType.VOIP ? "nonFixedVoip" : facts.type().word());
        return known;
    }

    private Map<String, @Nullable Object> simSwap(NumberFacts facts) {
        Map<String, @Nullable Object> known = ofCarrier(facts);
        known.put("last_sim_swap", facts.lastSimSwap().map(this::swap).orElse(null));
        return known;
    }

    private Map<String, Object> swap(Instant last) {
        boolean recent = Duration.between(last, clock.instant()).compareTo(SWAP_PERIOD) < 0;
        return Map.of(
                "last_sim_swap_date", last, "swapped_period", SWAP_PERIOD.toString(), "swapped_in_period", recent);
    }

    private static Map<String, @Nullable Object> ofCarrier(NumberFacts facts) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        known.put("carrier_name", facts.knownCarrier().orElse(null));
        known.put("mobile_country_code", null);
        known.put("mobile_network_code", null);
        known.put("error_code", null);
        return known;
    }
}

package io.twofold.simulator.camara;

import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.Json;
import io.twofold.simulator.http.Request;
import io.twofold.simulator.http.Router;
import io.twofold.simulator.lookup.Lookups;
import io.twofold.simulator.phone.E164;
import io.twofold.simulator.provider.Behaviour;
import io.twofold.simulator.provider.Conduct;
import io.twofold.simulator.provider.Mode;
import io.twofold.simulator.provider.Provider;
import io.twofold.simulator.provider.Tally;
import io.twofold.simulator.twilio.Credentials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * CAMARA SIM Swap, answering what tests said is known of a number. Its client has the id and the secret of Twilio's account,
 * and one token at a time. As a provider it is called {@code camara}.
 */
public final class CamaraSimSwap implements Provider {

    private static final long LIFE_OF_A_TOKEN = 600;
    private static final int LONGEST_AGE = 2400;
    private static final String EXPECTED = "A question looks like {\"phoneNumber\":\"+14089742042\",\"maxAge\":72}.";

    private final Conduct conduct =
            new Conduct("camara", EnumSet.of(Mode.OK, Mode.SLOW, Mode.FAIL, Mode.REJECT), _ -> false);
    private final Credentials credentials;
    private final Lookups lookups;
    private final Clock clock;
    private volatile String token = UUID.randomUUID().toString();
    private volatile Instant tokenEnds = Instant.MIN;

    public CamaraSimSwap(Credentials credentials, Lookups lookups, Clock clock) {
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
        router.on("POST", "/camara/oauth2/token", this::token);
        router.on("POST", "/camara/sim-swap/v2/retrieve-date", request -> ask(request, this::date));
        router.on("POST", "/camara/sim-swap/v2/check", request -> ask(request, this::check));
    }

    @Override
    public void forget() {
        tokenEnds = Instant.MIN;
    }

    @Override
    public void close() {}

    private Answer token(Request request) {
        boolean known = credentials.match(request.authorization())
                && request.form().first("grant_type").equals(Optional.of("client_credentials"));
        if (!known) {
            return Answer.json(401, Map.of("error", "invalid_client"));
        }
        token = UUID.randomUUID().toString();
        tokenEnds = clock.instant().plusSeconds(LIFE_OF_A_TOKEN);
        return Answer.json(200, Map.of("access_token", token, "token_type", "Bearer", "expires_in", LIFE_OF_A_TOKEN));
    }

    private Answer ask(Request request, BiFunction<Question, Optional<Instant>, Answer> question) {
        conduct.count(Tally.REQUESTS);
        Question asked = Json.read(request.body(), Question.class, EXPECTED);
        String number = asked.phoneNumber == null ? "" : asked.phoneNumber;
        Behaviour behaviour = conduct.towards(number);
        behaviour.delay();
        if (behaviour.is(Mode.FAIL)) {
            conduct.count(Tally.FAILED);
            return error(503, "UNAVAILABLE");
        }
        boolean letIn = request.authorization().equals(Optional.of("Bearer " + token))
                && clock.instant().isBefore(tokenEnds);
        if (!letIn || !E164.matches(number) || behaviour.is(Mode.REJECT)) {
            conduct.count(Tally.REFUSED);
            if (!letIn) {
                return error(401, "UNAUTHENTICATED");
            }
            return behaviour.is(Mode.REJECT) ? error(404, "IDENTIFIER_NOT_FOUND") : error(400, "INVALID_ARGUMENT");
        }
        conduct.count(Tally.ACCEPTED);
        return question.apply(asked, lookups.about(number).lastSimSwap());
    }

    private Answer date(Question question, Optional<Instant> swap) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("latestSimChange", swap.orElse(null));
        return Answer.json(200, Collections.unmodifiableMap(answer));
    }

    private Answer check(Question question, Optional<Instant> swap) {
        int hours = question.maxAge == null ? 240 : question.maxAge;
        if (hours < 1 || hours > LONGEST_AGE) {
            return error(400, "OUT_OF_RANGE");
        }
        Instant oldest = clock.instant().minus(Duration.ofHours(hours));
        return Answer.json(200, Map.of("swapped", swap.filter(oldest::isBefore).isPresent()));
    }

    private static Answer error(int status, String code) {
        return Answer.json(status, Map.of("status", status, "code", code, "message", "No"));
    }

    private record Question(
            @Nullable String phoneNumber, @Nullable Integer maxAge) {}
}

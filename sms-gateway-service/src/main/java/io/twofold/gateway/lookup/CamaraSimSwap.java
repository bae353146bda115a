package io.twofold.gateway.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twofold.gateway.lookup.LookupHttp.Reply;
import io.twofold.gateway.lookup.LookupsConfig.Camara;
import io.twofold.kit.phone.PhoneNumber;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CAMARA SIM Swap of one country's operator. Source: CAMARA project, {@code sim-swap.yaml}, version 2. It knows of swaps and
 * nothing else.
 */
final class CamaraSimSwap implements LookupSource {

    private final String country;
    private final Camara config;
    private final LookupHttp http;
    private final CamaraToken token;
    private final Clock clock;

    CamaraSimSwap(String country, Camara config, LookupHttp http, Clock clock) {
        this.country = country;
        this.config = config;
        this.http = http;
        String setting = "twofold.lookups.camara." + country;
        LookupHttp.checkEncrypted(config.url(), config, setting);
        LookupHttp.checkEncrypted(config.tokenUrl(), config, setting);
        this.token = new CamaraToken(config, http, clock);
        this.clock = clock;
    }

    @Override
    public String id() {
        return "camara-" + country.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean serves(String country) {
        return this.country.equals(country);
    }

    @Override
    public LookupPolicy policy() {
        return new LookupPolicy(config.perHour(), config.perDay(), config.reservedPercent(), config.keptFor());
    }

    @Override
    public Answer ask(PhoneNumber number) {
        Instant deadline = clock.instant().plus(config.timeout());
        Optional<String> bearer = token.get(deadline);
        Optional<Reply> reply = bearer.flatMap(known -> send(number, known, deadline));
        if (bearer.isPresent() && isOfABadToken(reply)) {
            // It was withdrawn before its end: with a new one it is asked once more.
            token.drop(bearer.get());
            bearer = token.get(deadline);
            reply = bearer.flatMap(fresh -> send(number, fresh, deadline));
        }
        if (bearer.isEmpty()) {
            return new Answer.Failed("no_token");
        }
        if (reply.isEmpty()) {
            return new Answer.Failed("no_answer");
        }
        return switch (reply.get().status()) {
            case 200 -> read(reply.get().body());
            case 404 -> nothing(reply.get(), "IDENTIFIER_NOT_FOUND"); // not a customer of theirs
            case 422 -> nothing(reply.get(), "SERVICE_NOT_APPLICABLE"); // not a kind of line that has a SIM
            default -> reply.get().refusal();
        };
    }

    private Optional<Reply> send(PhoneNumber number, String bearer, Instant deadline) {
        return http.send(request(number, bearer), Duration.between(clock.instant(), deadline));
    }

    private static boolean isOfABadToken(Optional<Reply> reply) {
        return reply.filter(answer -> answer.status() == 401).isPresent();
    }

    private HttpRequest request(PhoneNumber number, String bearer) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("phoneNumber", number.e164());
        String operation = switch (config.question()) {
            case RETRIEVE_DATE -> "/retrieve-date";
            case CHECK -> {
                body.put("maxAge", config.maxAgeHours());
                yield "/check";
            }
        };
        return HttpRequest.newBuilder(URI.create(config.url() + operation))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    /** There is nothing to know, if it says so in its own words. */
    private static Answer nothing(Reply reply, String code) {
        return reply.says(code) ? new Answer.Known(NumberFacts.NONE) : reply.refusal();
    }

    private Answer read(JsonNode body) {
        if (!body.isObject()) {
            return new Answer.Failed("unreadable_answer");
        }
        return switch (config.question()) {
            case RETRIEVE_DATE ->
                body.path("latestSimChange").isNull()
                        ? known(null)
                        : Times.at(body, "latestSimChange")
                                .map(this::known)
                                .orElse(new Answer.Failed("unreadable_answer"));
            case CHECK ->
                body.path("swapped").isBoolean()
                        ? known(body.path("swapped").asBoolean() ? clock.instant() : null)
                        : new Answer.Failed("unreadable_answer");
        };
    }

    private Answer known(@Nullable Instant swappedAt) {
        return new Answer.Known(NumberFacts.told(LineType.UNKNOWN, null, swappedAt, clock.instant()));
    }
}

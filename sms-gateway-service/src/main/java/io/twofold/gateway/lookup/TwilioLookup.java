package io.twofold.gateway.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.gateway.lookup.LookupsConfig.LookupPackage;
import io.twofold.kit.phone.PhoneNumber;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Twilio Lookup v2, packages {@code line_type_intelligence} and {@code sim_swap}. */
final class TwilioLookup implements LookupSource {

    /** A number that Twilio has never heard of. */
    private static final String NOT_FOUND = "20404";

    private final LookupsConfig.Twilio config;
    private final LookupHttp http;
    private final Clock clock;
    private final String authorization;
    private final String address;
    private final String query;

    /**
     * @throws IllegalStateException if there is no account to ask with
     */
    TwilioLookup(LookupsConfig.Twilio config, LookupHttp http, Clock clock) {
        this.config = config;
        this.http = http;
        this.clock = clock;
        String sid = config.accountSid().orElseThrow(() -> missing("account-sid"));
        String token = config.authToken().orElseThrow(() -> missing("auth-token"));
        this.authorization = "Basic " + Base64.getEncoder().encodeToString((sid + ":" + token).getBytes(UTF_8));
        LookupHttp.checkEncrypted(config.baseUrl(), config, "twofold.lookups.twilio");
        String base = config.baseUrl().toString();
        this.address = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v2/PhoneNumbers/";
        this.query = config.packages().stream()
                .map(wanted -> wanted.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(",", "?Fields=", ""));
    }

    @Override
    public String id() {
        return "twilio";
    }

    @Override
    public boolean serves(String country) {
        return config.countries().map(countries -> countries.contains(country)).orElse(true);
    }

    @Override
    public LookupPolicy policy() {
        return new LookupPolicy(config.perHour(), config.perDay(), config.reservedPercent(), config.keptFor());
    }

    @Override
    public Answer ask(PhoneNumber number) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + number.e164() + query))
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .build();
        Optional<LookupHttp.Reply> reply = http.send(request, config.timeout());
        if (reply.isEmpty()) {
            return new Answer.Failed("no_answer");
        }
        return switch (reply.get().status()) {
            case 200 -> read(reply.get().body());
            case 404 ->
                reply.get().says(NOT_FOUND)
                        ? new Answer.Known(NumberFacts.NONE)
                        : reply.get().refusal();
            default -> reply.get().refusal();
        };
    }

    /** A package that failed has an error code and no values: nothing is known of it, and the rest isn't all. */
    private Answer read(JsonNode body) {
        JsonNode valid = body.path("valid");
        if (valid.isBoolean() && !valid.asBoolean()) {
            return new Answer.Refused("invalid_number");
        }
        JsonNode line = body.path("line_type_intelligence");
        JsonNode swap = body.path("sim_swap");
        List<JsonNode> wanted = config.packages().stream()
                .map(each -> each == LookupPackage.SIM_SWAP ? swap : line)
                .toList();
        if (wanted.stream().noneMatch(JsonNode::isObject)) {
            return new Answer.Failed("unreadable_answer");
        }
        long answered = wanted.stream()
                .filter(each -> each.isObject() && !each.path("error_code").isIntegralNumber())
                .count();
        if (answered == 0) {
            return new Answer.Refused("no_package_answered");
        }
        String carrier = line.path("carrier_name").isTextual()
                ? line.path("carrier_name").asText()
                : swap.path("carrier_name").asText(null);
        Instant now = clock.instant();
        NumberFacts facts = NumberFacts.told(
                type(line.path("type").asText("")),
                carrier,
                swappedAt(swap.path("last_sim_swap"), now).orElse(null),
                now);
        return answered == wanted.size() ? new Answer.Known(facts) : new Answer.Partial(facts);
    }

    /** Where operators may not say when, a swap in the last days can have been now. */
    private static Optional<Instant> swappedAt(JsonNode swap, Instant now) {
        return Times.at(swap, "last_sim_swap_date")
                .or(() -> swap.path("swapped_in_period").asBoolean() ? Optional.of(now) : Optional.empty());
    }

    private static LineType type(String word) {
        return switch (word) {
            case "mobile" -> LineType.MOBILE;
            case "landline" -> LineType.LANDLINE;
            case "fixedVoip", "nonFixedVoip", "voip" -> LineType.VOIP;
            case "premium" -> LineType.PREMIUM;
            case "tollFree" -> LineType.TOLL_FREE;
            case "sharedCost" -> LineType.SHARED_COST;
            case "personal" -> LineType.PERSONAL;
            case "uan" -> LineType.SWITCHBOARD;
            case "pager" -> LineType.PAGER;
            case "voicemail" -> LineType.VOICEMAIL;
            default -> LineType.UNKNOWN;
        };
    }

    private static IllegalStateException missing(String setting) {
        return new IllegalStateException("Twilio's look-ups are enabled: twofold.lookups.twilio." + setting
                + " must be set, or twofold.providers.twilio." + setting);
    }
}

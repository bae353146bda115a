package io.twofold.gateway.provider.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a body, which is a form ({@code application/x-www-form-urlencoded}) or an object in JSON. */
record TwilioForm(Map<String, List<String>> parameters) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Twilio's have some twenty. A form is read before its signature can be checked, so that anybody's must cost little. */
    private static final int MOST_PARAMETERS = 200;

    /** Reads a form; what is no parameter at all becomes one that no signature covers, and more than 200 aren't read. */
    static Optional<TwilioForm> parse(String body) {
        String[] pairs = body.split("&", MOST_PARAMETERS + 1);
        if (pairs.length > MOST_PARAMETERS) {
            return Optional.empty();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        try {
            for (String pair : pairs) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    String name = equals < 0 ? pair : pair.substring(0, equals);
                    String value = equals < 0 ? "" : pair.substring(equals + 1);
                    parameters
                            .computeIfAbsent(URLDecoder.decode(name, UTF_8), _ -> new ArrayList<>())
                            .add(URLDecoder.decode(value, UTF_8));
                }
            }
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // a broken percent escape: nobody signed that
        }
        return Optional.of(new TwilioForm(parameters));
    }

    /** Reads an object of texts and numbers; whatever else is in it is passed over. */
    static Optional<TwilioForm> ofJson(String body) {
        JsonNode object;
        try {
            object = JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
        if (object == null || !object.isObject()) {
            return Optional.empty();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        object.properties().stream()
                .filter(member ->
                        member.getValue().isValueNode() && !member.getValue().isNull())
                .forEach(member -> parameters.put(
                        member.getKey(), List.of(member.getValue().asText())));
        return Optional.of(new TwilioForm(parameters));
    }

    Optional<String> first(String name) {
        return Optional.ofNullable(parameters.get(name)).map(List::getFirst);
    }
}

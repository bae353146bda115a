package io.twofold.simulator.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names and values as {@code application/x-www-form-urlencoded} carries them in bodies and in queries. */
public record Form(Map<String, List<String>> values) {

    /**
     * Reads the encoded text; a name without {@code =} has the empty value.
     *
     * @throws BadRequest where a percent sign isn't followed by two hexadecimal digits
     */
    public static Form parse(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            values.computeIfAbsent(decode(name), _ -> new ArrayList<>()).add(decode(value));
        }
        return new Form(values);
    }

    public static String encode(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> encode(value.getKey()) + "=" + encode(value.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The first value of that name that isn't blank. */
    public Optional<String> first(String name) {
        return all(name).stream().filter(value -> !value.isBlank()).findFirst();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new BadRequest("The form is not encoded as application/x-www-form-urlencoded.");
        }
    }
}

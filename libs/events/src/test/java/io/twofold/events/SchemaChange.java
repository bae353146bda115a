package io.twofold.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * From a released schema of a type to the one of today. A new optional field keeps the version; whatever else changes
 * what a writer may write or a reader may rely on breaks it. Words for people may change freely.
 */
record SchemaChange(JsonNode released, JsonNode today) {
    private static final List<String> WORDS = List.of("title", "description", "examples", "deprecated", "$comment");

    /** What breaks readers or writers of the released schema, in words; empty if nothing does. */
    List<String> breaks() {
        List<String> breaks = new ArrayList<>();
        if (!rulesOfTheWhole(released).equals(rulesOfTheWhole(today))) {
            breaks.add("the rules of the object itself changed");
        }
        released.path("properties").properties().forEach(field -> {
            JsonNode now = today.path("properties").path(field.getKey());
            if (now.isMissingNode()) {
                breaks.add(field.getKey() + " is gone");
            } else if (!rules(field.getValue()).equals(rules(now))) {
                breaks.add(field.getKey() + " is declared otherwise");
            }
        });
        without(required(today), required(released)).forEach(field -> breaks.add(field + " became required"));
        without(required(released), required(today)).forEach(field -> breaks.add(field + " is no longer always there"));
        return breaks;
    }

    private static JsonNode rulesOfTheWhole(JsonNode schema) {
        return ((ObjectNode) rules(schema)).remove(List.of("properties", "required"));
    }

    private static JsonNode rules(JsonNode schema) {
        return ((ObjectNode) schema.deepCopy()).remove(WORDS);
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> fields = new TreeSet<>();
        schema.path("required").forEach(field -> fields.add(field.asText()));
        return fields;
    }

    private static Set<String> without(Set<String> fields, Set<String> others) {
        Set<String> rest = new TreeSet<>(fields);
        rest.removeAll(others);
        return rest;
    }
}

package io.twofold.events;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds today's schemas to the released ones. At a release, {@code -Dtwofold.schemas.release=true} adds what is new to the
 * released ones, once nothing breaks them.
 */
class ChangingAReleasedSchema {
    private static final JsonNode RELEASED = Contract.schema(EventType.of(TrustedPhoneNumberAdded.class));

    @Test
    void noReleasedTypeIsGone() {
        assertThat(EventType.all().stream().map(EventType::name).collect(toSet()))
                .containsAll(Contract.typesIn(Contract.RELEASED));
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void todaysSchemaBreaksNoReleasedOne(EventType type) throws IOException {
        Path released = Contract.file(Contract.RELEASED, type.name());
        if (Files.exists(released)) {
            assertThat(new SchemaChange(Contract.json(released), Contract.schema(type)).breaks())
                    .isEmpty();
        }
        if (Boolean.getBoolean("twofold.schemas.release")) {
            Files.writeString(released, Files.readString(Contract.file(Contract.SCHEMAS, type.name())));
        }
    }

    @Test
    void newOptionalFieldKeepsTheVersion() {
        assertThat(breaks(today -> properties(today).putObject("carrier").put("type", "string")))
                .isEmpty();
    }

    @Test
    void otherWordsKeepTheVersion() {
        assertThat(breaks(today -> {
                    today.put("description", "Said better.");
                    ((ObjectNode) properties(today).get("country")).put("description", "Said better.");
                }))
                .isEmpty();
    }

    @Test
    void fieldRemovedBreaks() {
        assertThat(breaks(today -> {
                    properties(today).remove("country");
                    ((ArrayNode) today.get("required")).remove(1);
                }))
                .containsExactly("country is gone", "country is no longer always there");
    }

    @Test
    void fieldOfAnotherKindBreaks() {
        assertThat(breaks(today -> properties(today).putObject("country").put("type", "integer")))
                .containsExactly("country is declared otherwise");
    }

    @Test
    void fieldHeldTighterBreaks() {
        assertThat(breaks(today -> ((ObjectNode) properties(today).get("country")).put("maxLength", 2)))
                .containsExactly("country is declared otherwise");
    }

    @Test
    void fieldMadeRequiredBreaks() {
        assertThat(breaks(today -> {
                    properties(today).putObject("carrier").put("type", "string");
                    ((ArrayNode) today.get("required")).add("carrier");
                }))
                .containsExactly("carrier became required");
    }

    @Test
    void fieldMadeOptionalBreaks() {
        assertThat(breaks(today -> ((ArrayNode) today.get("required")).remove(1)))
                .containsExactly("country is no longer always there");
    }

    @Test
    void closingTheObjectBreaks() {
        assertThat(breaks(today -> today.put("additionalProperties", false)))
                .containsExactly("the rules of the object itself changed");
    }

    private static List<String> breaks(Consumer<ObjectNode> change) {
        ObjectNode today = RELEASED.deepCopy();
        change.accept(today);
        return new SchemaChange(RELEASED, today).breaks();
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }
}

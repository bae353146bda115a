package io.twofold.events;

import static io.twofold.events.Contract.bytes;
import static io.twofold.events.Contract.golden;
import static io.twofold.events.Contract.schema;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnEventAndItsSchema {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void everyTypeHasASchemaAndAGoldenExampleAndThereAreNoOthers() {
        Set<String> types = EventType.all().stream().map(EventType::name).collect(toSet());

        assertThat(Contract.typesIn(Contract.SCHEMAS)).isEqualTo(types);
        assertThat(Contract.typesIn(Contract.GOLDEN)).isEqualTo(types);
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void schemaIsOneAndBearsTheNamesOfItsType(EventType type) {
        Schema ofSchemas =
                SCHEMAS.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

        assertThat(ofSchemas.validate(schema(type))).isEmpty();
        assertThat(schema(type).path("$id").asText()).isEqualTo(type.schema());
        assertThat(schema(type).path("title").asText()).isEqualTo(type.data().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void schemaDeclaresTheFieldsOfTheRecordInTheirOrder(EventType type) {
        Map<String, JsonNode> declared = new LinkedHashMap<>();
        schema(type)
                .path("properties")
                .properties()
                .forEach(field -> declared.put(field.getKey(), kind(field.getValue())));
        Map<String, JsonNode> held = new LinkedHashMap<>();
        for (RecordComponent component : type.data().getRecordComponents()) {
            held.put(name(component), kind(component));
        }

        assertThat(declared).containsExactlyEntriesOf(held);
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void schemaExplainsEveryField(EventType type) {
        assertThat(schema(type).path("description").asText()).isNotBlank();
        assertThat(schema(type).path("properties"))
                .allSatisfy(
                        field -> assertThat(field.path("description").asText()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void goldenExampleIsValidAndSurvivesReadingAndWriting(EventType type) throws Exception {
        Event read = EventJson.read(type.data(), bytes(golden(type)));

        assertThat(violations(type, golden(type))).isEmpty();
        assertThat(JSON.readTree(EventJson.write(read))).isEqualTo(golden(type));
        assertThat(EventJson.write(read)).isEqualTo(bytes(golden(type)));
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void readerInsistsOnWhatTheSchemaRequires(EventType type) {
        for (String field : required(type)) {
            ObjectNode without = golden(type).deepCopy();
            without.remove(field);
            ObjectNode withNull = golden(type).deepCopy();
            withNull.putNull(field);

            assertThat(violations(type, without)).isNotEmpty();
            assertThatMalformed(type, without, field);
            assertThatMalformed(type, withNull, field);
        }
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void readerDoesWithoutWhatTheSchemaDoesNotRequire(EventType type) throws Exception {
        ObjectNode bare = golden(type).deepCopy();
        bare.retain(required(type));
        ObjectNode withNulls = bare.deepCopy();
        fields(type).stream().filter(field -> !bare.has(field)).forEach(withNulls::putNull);

        assertThat(violations(type, bare)).isEmpty();
        assertThat(EventJson.write(EventJson.read(type.data(), bytes(bare)))).isEqualTo(bytes(bare));
        assertThat(EventJson.write(EventJson.read(type.data(), bytes(withNulls))))
                .isEqualTo(bytes(bare));
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void readerAndSchemaRefuseTheSameValues(EventType type) throws Exception {
        List<JsonNode> values = List.of(
                NODES.numberNode(12),
                NODES.numberNode(4.5),
                NODES.textNode("twelve"),
                NODES.textNode(""),
                NODES.booleanNode(true),
                NODES.arrayNode().add("twelve"),
                NODES.arrayNode().add(12),
                NODES.objectNode());
        for (String field : fields(type)) {
            for (JsonNode value : values) {
                ObjectNode changed = golden(type).deepCopy();
                changed.set(field, value);
                if (violations(type, changed).isEmpty()) {
                    assertThat(EventJson.read(type.data(), bytes(changed))).isNotNull();
                } else {
                    assertThatMalformed(type, changed, field);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void fieldMadeLaterIsIgnored(EventType type) throws Exception {
        ObjectNode withMore = golden(type).deepCopy();
        withMore.putObject("madeLater").put("a", 1);

        assertThat(violations(type, withMore)).isEmpty();
        assertThat(EventJson.read(type.data(), bytes(withMore)))
                .isEqualTo(EventJson.read(type.data(), bytes(golden(type))));
    }

    private static List<Error> violations(EventType type, JsonNode data) {
        return SCHEMAS.getSchema(schema(type))
                .validate(data, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static void assertThatMalformed(EventType type, JsonNode data, String field) {
        assertThatExceptionOfType(MalformedEventException.class)
                .as("%s in %s", field, data)
                .isThrownBy(() -> EventJson.read(type.data(), bytes(data)))
                .withMessageStartingWith("Not the data of " + type + ": " + field)
                .withNoCause();
    }

    private static Set<String> fields(EventType type) {
        return schema(type)
                .path("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private static Set<String> required(EventType type) {
        return schema(type).path("required").valueStream().map(JsonNode::asText).collect(toSet());
    }

    private static String name(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    /** What a schema says about a field's kind, without its other rules. */
    private static JsonNode kind(JsonNode field) {
        return ((ObjectNode) field.deepCopy()).retain("type", "format", "items");
    }

    private static JsonNode kind(RecordComponent component) {
        ObjectNode kind = NODES.objectNode();
        Class<?> type = component.getType();
        if (type == String.class) {
            return kind.put("type", "string");
        }
        if (type == Instant.class) {
            return kind.put("type", "string").put("format", "date-time");
        }
        if (type == int.class || type == Integer.class) {
            return kind.put("type", "integer");
        }
        if (type == boolean.class) {
            return kind.put("type", "boolean");
        }
        assertThat(component.getGenericType().getTypeName()).isEqualTo("java.util.List<java.lang.String>");
        kind.put("type", "array").putObject("items").put("type", "string");
        return kind;
    }
}

package io.twofold.events;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TheAsyncApiDocument {
    private static final JsonNode DOCUMENT = Contract.asyncApi();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void describesExactlyTheRecords() {
        Set<String> records = EventType.all().stream()
                .map(type -> type.data().getSimpleName())
                .collect(toSet());

        assertThat(names(DOCUMENT.at("/components/messages"))).isEqualTo(records);
    }

    @Test
    void hasAChannelForEachTopicAndOneForDeadLetters() {
        Set<String> addresses =
                Arrays.stream(Topic.values()).map(Topic::topicName).collect(toSet());
        addresses.add(Topic.deadLetter("{topic}", "{consumer}"));

        assertThat(DOCUMENT.path("channels")
                        .valueStream()
                        .map(channel -> channel.path("address").asText()))
                .containsExactlyInAnyOrderElementsOf(addresses);
        assertThat(DOCUMENT.at("/channels/deadLetters/parameters/topic/enum")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }

    @ParameterizedTest
    @EnumSource
    void channelCarriesItsTopicsMessagesAsLongAsTheTopicKeepsThem(Topic topic) {
        Set<String> records = EventType.all().stream()
                .filter(type -> type.topic() == topic)
                .map(type -> type.data().getSimpleName())
                .collect(toSet());
        JsonNode kafka = channel(topic).at("/bindings/kafka");

        assertThat(names(channel(topic).path("messages"))).isEqualTo(records);
        assertThat(channel(topic).path("messages").properties())
                .allSatisfy(
                        message -> assertThat(message.getValue().path("$ref").asText())
                                .isEqualTo("#/components/messages/" + message.getKey()));
        assertThat(kafka.path("topic").asText()).isEqualTo(topic.topicName());
        assertThat(kafka.at("/topicConfiguration/retention.ms").asLong())
                .isEqualTo(topic.retention().toMillis());
    }

    @ParameterizedTest
    @EnumSource
    void topicIsWrittenByItsSourceAloneAndReadBySomeone(Topic topic) {
        List<JsonNode> operations = DOCUMENT.path("operations")
                .valueStream()
                .filter(operation ->
                        Contract.referred(DOCUMENT, operation.path("channel")).equals(channel(topic)))
                .toList();

        assertThat(operations)
                .filteredOn(operation -> operation.path("action").asText().equals("send"))
                .extracting(operation -> "/" + operation.path("title").asText())
                .containsExactly(topic.source());
        assertThat(operations)
                .anyMatch(operation -> operation.path("action").asText().equals("receive"));
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void messageBearsTheNameOfItsTypeAndItsSchema(EventType type) {
        JsonNode message = message(type);

        assertThat(message.path("name").asText()).isEqualTo(type.name());
        assertThat(message.path("title").asText()).isEqualTo(type.data().getSimpleName());
        assertThat(message.path("summary").asText())
                .isEqualTo(Contract.schema(type).path("description").asText());
        assertThat(message.path("x-subject").asText()).isNotBlank();
        assertThat(message.path("traits").path(0).path("$ref").asText())
                .isEqualTo("#/components/messageTraits/cloudEvent");
        assertThat(Contract.referred(DOCUMENT, message.path("payload"))).isEqualTo(Contract.schema(type));
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void exampleIsTheGoldenOneUnderHeadersOfItsType(EventType type) throws Exception {
        JsonNode example = message(type).path("examples").path(0);
        Map<String, String> headers = example.path("headers").properties().stream()
                .collect(toMap(Map.Entry::getKey, header -> header.getValue().asText()));

        Envelope<Event> envelope =
                CloudEventHeaders.parse(headers).read(JSON.writeValueAsBytes(example.path("payload")));

        assertThat(example.path("payload")).isEqualTo(Contract.golden(type));
        assertThat(envelope.type()).isEqualTo(type.name());
        assertThat(CloudEventHeaders.of(envelope)).isEqualTo(headers);
    }

    @Test
    void noTwoExamplesShareAnId() {
        assertThat(EventType.all())
                .extracting(
                        type -> message(type).at("/examples/0/headers/ce_id").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void headersAreThoseThatAreWritten() {
        Set<String> written = Arrays.stream(CloudEventHeaders.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(TheAsyncApiDocument::value)
                .collect(toSet());
        JsonNode headers = DOCUMENT.at("/components/schemas/headers");
        Set<String> optional = new HashSet<>(written);
        headers.path("required").forEach(header -> optional.remove(header.asText()));

        assertThat(names(headers.path("properties"))).isEqualTo(written);
        assertThat(optional).containsExactlyInAnyOrder("ce_accountid", "traceparent");
        assertThat(headers.at("/properties/ce_source/enum").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::source).collect(toSet()));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(DOCUMENT.findParents("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        holder -> assertThat(Contract.referred(DOCUMENT, holder).isObject())
                                .as(holder.toString())
                                .isTrue());
    }

    private static JsonNode channel(Topic topic) {
        return DOCUMENT.path("channels")
                .valueStream()
                .filter(channel -> channel.path("address").asText().equals(topic.topicName()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode message(EventType type) {
        return DOCUMENT.at("/components/messages").path(type.data().getSimpleName());
    }

    private static Set<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).collect(toSet());
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}

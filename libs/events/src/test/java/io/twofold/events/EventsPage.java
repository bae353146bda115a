package io.twofold.events;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code docs/events.md}: the AsyncAPI document and its schemas as a page that a consumer's author reads. */
record EventsPage(JsonNode asyncApi) {
    private static final String SCHEMAS = "../libs/events/src/main/resources/";
    private static final ObjectWriter PRETTY = new JsonMapper()
            .writer(new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER)));

    String markdown() {
        return Stream.of(Stream.of(opening(), headers(), topics()), channels().map(this::channel))
                        .flatMap(sections -> sections)
                        .collect(joining("\n\n"))
                + "\n";
    }

    private String opening() {
        return """
                <!-- Generated from libs/events/src/main/resources/asyncapi.yaml. Change that, then run
                     mvn -pl libs/events test -Dtwofold.docs.write=true -->
                # %s

                %s

                A walk through it with `kcat` and with Java: [Consuming events](guides/consuming-events.md). For tools:
                [asyncapi.yaml](%sasyncapi.yaml) and a JSON Schema per type beside it.""".formatted(
                        text(asyncApi.at("/info/title")),
                        text(asyncApi.at("/info/description")).strip(),
                        SCHEMAS);
    }

    private String headers() {
        JsonNode headers = asyncApi.at("/components/schemas/headers");
        JsonNode example = asyncApi.at("/components/messages/TwoFactorEnabled/examples/0/headers");
        return """
                ## Headers

                The record's key is the account, where there is one; else the subject.

                | header | value | example |
                | --- | --- | --- |
                """
                + headers.path("properties").properties().stream()
                        .map(header -> "| `%s`%s | %s | `%s` |"
                                .formatted(
                                        header.getKey(),
                                        isRequired(headers, header.getKey()) ? "" : ", optional",
                                        text(header.getValue().path("description")),
                                        text(example.path(header.getKey()))))
                        .collect(joining("\n"));
    }

    private String topics() {
        return """
                ## Topics

                Twofold's own readers; what others consume besides is not listed.

                | topic | kept | written by | read by |
                | --- | --- | --- | --- |
                """
                + channels()
                        .map(channel -> "| %s | %s | %s | %s |"
                                .formatted(
                                        link(channel),
                                        retention(channel),
                                        services(channel, "send"),
                                        services(channel, "receive")))
                        .collect(joining("\n"));
    }

    private String channel(JsonNode channel) {
        String head = "## %s\n\n%s".formatted(text(channel.path("address")), text(channel.path("description")));
        String readers = operations(channel, "receive")
                .map(operation -> "- **%s**%s: %s"
                        .formatted(text(operation.path("title")), onlySome(operation), text(operation.path("summary"))))
                .collect(joining("\n"));
        return Stream.concat(
                        Stream.of(head, readers).filter(part -> !part.isEmpty()),
                        channel.path("messages")
                                .valueStream()
                                .map(message -> message(Contract.referred(asyncApi, message))))
                .collect(joining("\n\n"));
    }

    private String message(JsonNode message) {
        JsonNode schema = Contract.referred(asyncApi, message.path("payload"));
        String head = "### %s\n\n%s\n\nType [`%s`](%s) · subject: %s"
                .formatted(
                        text(message.path("title")),
                        text(message.path("summary")),
                        text(message.path("name")),
                        SCHEMAS + text(message.at("/payload/$ref")),
                        text(message.path("x-subject")));
        if (schema.path("properties").isEmpty()) {
            return head + "\n\nNo fields: `{}`.";
        }
        return head
                + "\n\n| field | kind | meaning |\n| --- | --- | --- |\n"
                + schema.path("properties").properties().stream()
                        .map(field -> field(schema, field))
                        .collect(joining("\n"))
                + "\n\n```json\n"
                + pretty(message.at("/examples/0/payload"))
                + "\n```";
    }

    private static String field(JsonNode schema, Map.Entry<String, JsonNode> field) {
        JsonNode declared = field.getValue();
        String known = declared.path("examples")
                .valueStream()
                .map(value -> "`" + text(value) + "`")
                .collect(joining(", "));
        return "| `%s` | %s%s | %s%s |"
                .formatted(
                        field.getKey(),
                        kind(declared),
                        isRequired(schema, field.getKey()) ? "" : ", optional",
                        text(declared.path("description")),
                        known.isEmpty() ? "" : ". Known: " + known);
    }

    private static String kind(JsonNode declared) {
        if (text(declared.path("format")).equals("date-time")) {
            return "time";
        }
        if (declared.has("items")) {
            return "list of " + kind(declared.path("items")) + "s";
        }
        return text(declared.path("type"));
    }

    private Stream<JsonNode> channels() {
        return asyncApi.path("channels").valueStream();
    }

    private Stream<JsonNode> operations(JsonNode channel, String action) {
        return asyncApi.path("operations")
                .valueStream()
                .filter(operation -> text(operation.path("action")).equals(action))
                .filter(operation ->
                        Contract.referred(asyncApi, operation.path("channel")).equals(channel));
    }

    private String services(JsonNode channel, String action) {
        List<String> services = operations(channel, action)
                .map(operation -> text(operation.path("title")))
                .toList();
        return services.isEmpty() ? "its consumer" : String.join(", ", services);
    }

    private static String onlySome(JsonNode operation) {
        String messages = operation
                .path("messages")
                .valueStream()
                .map(message -> text(message.path("$ref")).replaceFirst(".*/", ""))
                .collect(joining(", "));
        return messages.isEmpty() ? "" : " (" + messages + ")";
    }

    private static String retention(JsonNode channel) {
        Duration kept = Duration.ofMillis(
                channel.at("/bindings/kafka/topicConfiguration/retention.ms").asLong());
        return kept.toDays() > 0 ? kept.toDays() + " days" : kept.toHours() + " h";
    }

    private static String link(JsonNode channel) {
        String address = text(channel.path("address"));
        return "[`%s`](#%s)".formatted(address, address.replaceAll("[^a-z-]", ""));
    }

    private static boolean isRequired(JsonNode schema, String field) {
        return schema.path("required").valueStream().anyMatch(name -> text(name).equals(field));
    }

    private static String text(JsonNode node) {
        return node.asText();
    }

    private static String pretty(JsonNode node) {
        try {
            return PRETTY.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

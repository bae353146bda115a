package io.twofold.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the contract, as they lie in this module. */
final class Contract {
    static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    static final Path RELEASED = Path.of("src/test/resources/released");
    static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path ASYNC_API = Path.of("src/main/resources/asyncapi.yaml");

    private static final JsonMapper JSON = new JsonMapper();

    private Contract() {}

    static JsonNode schema(EventType type) {
        return json(file(SCHEMAS, type.name()));
    }

    static JsonNode golden(EventType type) {
        return json(file(GOLDEN, type.name()));
    }

    static JsonNode asyncApi() {
        try {
            return new YAMLMapper().readTree(ASYNC_API.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a {@code $ref} of the AsyncAPI document stands for, within it or in a file beside it. */
    static JsonNode referred(JsonNode asyncApi, JsonNode holder) {
        String reference = holder.path("$ref").asText();
        return reference.startsWith("#")
                ? asyncApi.at(reference.substring(1))
                : json(ASYNC_API.resolveSibling(reference));
    }

    static Path file(Path folder, String typeName) {
        return folder.resolve(typeName + ".json");
    }

    static Set<String> typesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}

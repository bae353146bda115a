package io.twofold.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** JSON in and out: times in RFC 3339, unknown fields ignored. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A " + value.getClass().getSimpleName() + " could not be written", e);
        }
    }

    /**
     * Reads a JSON object.
     *
     * @param expected a sentence that says what was expected instead, for the caller's eyes
     * @throws BadRequest where the text is no JSON object or a field has the wrong type
     */
    public static <T> T read(String json, Class<T> type, String expected) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new BadRequest(expected);
            }
            return value;
        } catch (JsonProcessingException _) {
            throw new BadRequest(expected);
        }
    }
}

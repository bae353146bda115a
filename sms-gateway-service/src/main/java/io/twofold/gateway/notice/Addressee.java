package io.twofold.gateway.notice;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message goes to: {@code {"country":"US","number":"(408) 974-2042"}}, {@code {"number":"+14089742042"}}, or just
 * {@code "+14089742042"}.
 *
 * @param country ISO 3166-1 alpha-2; absent: the number is in international form
 * @param number as a person would write it
 */
@Schema(name = "Addressee")
@JsonDeserialize(using = Addressee.Reader.class)
record Addressee(
        @Nullable String country,
        @NotNull @Size(min = 1, max = 64) String number) {

    /** Without the number. */
    @Override
    public String toString() {
        return "Addressee[country=" + country + "]";
    }

    /** Reads all three forms. */
    static final class Reader extends JsonDeserializer<Addressee> {

        @Override
        public Addressee deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                return new Addressee(null, parser.getText());
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return context.reportInputMismatch(Addressee.class, "neither text nor object");
            }
            JsonNode node = context.readTree(parser);
            return new Addressee(text(context, node, "country"), text(context, node, "number"));
        }

        @SuppressWarnings("NullAway") // a number that isn't there is for the validation to find
        private static String text(DeserializationContext context, JsonNode node, String member) throws IOException {
            JsonNode value = node.get(member);
            if (value == null || value.isNull()) {
                return null;
            }
            if (!value.isTextual()) {
                return context.reportInputMismatch(String.class, "not text");
            }
            return value.textValue();
        }
    }
}

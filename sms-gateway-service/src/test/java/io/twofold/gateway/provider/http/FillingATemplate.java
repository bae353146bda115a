package io.twofold.gateway.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FillingATemplate {

    private static final Map<Placeholder, String> VALUES = Map.of(
            Placeholder.TO, "+14085550123",
            Placeholder.TO_WITHOUT_PLUS, "14085550123",
            Placeholder.TEXT, "A \"{to}\"\n& more=1");

    @Test
    void inJsonQuotesAndLinesStayInTheString() throws Exception {
        String filled = Template.of("body", "{\"a\":{\"t\":\"{text}\",\"n\":{to-without-plus}}}", Escaping.JSON)
                .fill(VALUES);
        var json = new ObjectMapper().readTree(filled);
        assertThat(json.at("/a/t").asText()).isEqualTo("A \"{to}\"\n& more=1");
        assertThat(json.at("/a/n").asLong()).isEqualTo(14_085_550_123L);
    }

    @Test
    void inAFormNothingBecomesAnotherField() {
        assertThat(Template.of("body", "to={to}&text={text}", Escaping.FORM).fill(VALUES))
                .isEqualTo("to=%2B14085550123&text=A+%22%7Bto%7D%22%0A%26+more%3D1");
    }

    @Test
    void inAQueryASpaceIsASpaceEverywhere() {
        String filled = Template.of("url", "https://c.example/s?t={text}", Escaping.QUERY)
                .fill(VALUES);
        assertThat(filled).isEqualTo("https://c.example/s?t=A%20%22%7Bto%7D%22%0A%26%20more%3D1");
        assertThat(URI.create(filled).getHost()).isEqualTo("c.example");
    }

    @Test
    void aValueIsNeverReadAsATemplate() {
        assertThat(Template.of("header", "{delivery-id}", Escaping.HEADER)
                        .fill(Map.of(Placeholder.DELIVERY_ID, "{to}")))
                .isEqualTo("{to}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{phone}", "x{to-}", "{text}{code}"})
    void whatIsNoPlaceholderIsNamed(String text) {
        assertThatThrownBy(() -> Template.of("a.setting", text, Escaping.FORM))
                .hasMessageStartingWith("a.setting has an unknown placeholder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{ to }", "{\"to\"}", "{TO}", "{1}", "}{"})
    void otherBracesAreJustBraces(String text) {
        assertThat(Template.of("a.setting", text, Escaping.FORM).fill(VALUES)).isEqualTo(text);
    }
}

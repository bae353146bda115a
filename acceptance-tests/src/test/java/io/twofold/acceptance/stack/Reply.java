package io.twofold.acceptance.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** What came back. */
public record Reply(int status, HttpHeaders headers, String text) {

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    public JsonNode json() {
        return Json.read(text);
    }

    /** A member of the body, by its JSON pointer, which must be there. */
    public String get(String pointer) {
        var value = json().at(pointer);
        assertThat(value.isMissingNode()).as("%s in %s", pointer, shown()).isFalse();
        return value.asText();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Fails unless the answer has this status. */
    public Reply expect(int expected) {
        assertThat(status).as(this::shown).isEqualTo(expected);
        return this;
    }

    /** Fails unless the answer is the problem document of that code. */
    public Reply refusedWith(int expected, String code) {
        expect(expected);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(json().path("code").asText()).as(this::shown).isEqualTo(code);
        assertThat(json().path("status").asInt()).isEqualTo(expected);
        return this;
    }

    /** Whether it is the problem document of that code. */
    public boolean isRefusal(int expected, String code) {
        return status == expected && json().path("code").asText().equals(code);
    }

    /** The status, and the code where it is a refusal. */
    public String outcome() {
        return status < 400
                ? String.valueOf(status)
                : status + " " + json().path("code").asText();
    }

    private String shown() {
        return "answer " + status + " " + text;
    }
}

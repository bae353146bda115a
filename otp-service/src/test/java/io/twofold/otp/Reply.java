package io.twofold.otp;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Instant;

/** An answer of the service; {@code body} is a missing node where there was none. */
public record Reply(int status, JsonNode body, HttpHeaders headers) {

    /** The problem's code. */
    public String code() {
        return body.path("code").asText();
    }

    public String text(String member) {
        return body.path(member).asText();
    }

    Instant time(String member) {
        return Instant.parse(text(member));
    }

    public int number(String member) {
        return body.path(member).asInt(-1);
    }

    public String id() {
        return text("challengeId");
    }

    long retryAfter() {
        return headers.firstValueAsLong("Retry-After").orElse(-1);
    }

    /** The status, and the code if it is a problem, such as {@code 422 incorrect_code}. */
    public String outcome() {
        return status < 300 ? Integer.toString(status) : status + " " + code();
    }
}

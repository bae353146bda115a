package io.twofold.simulator.http;

import java.util.Map;

/**
 * What goes back to the caller.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body; empty where there is no body
 * @param body the text, sent as UTF-8
 * @param headers further headers
 */
public record Answer(int status, String contentType, String body, Map<String, String> headers) {

    public static Answer json(int status, Object body) {
        return new Answer(status, "application/json; charset=utf-8", Json.write(body), Map.of());
    }

    public static Answer html(int status, String body, Map<String, String> headers) {
        return new Answer(status, "text/html; charset=utf-8", body, headers);
    }

    public static Answer noContent() {
        return new Answer(204, "", "", Map.of());
    }

    /** 303: the browser goes there with a GET, so that reloading the page sends no form again. */
    public static Answer seeOther(String path) {
        return new Answer(303, "", "", Map.of("Location", path));
    }

    public static Answer problem(int status, String code, String detail) {
        return new Answer(
                status,
                "application/problem+json; charset=utf-8",
                Json.write(new Problem("about:blank", title(status), status, detail, code)),
                Map.of());
    }

    Answer with(String header, String value) {
        return new Answer(status, contentType, body, Map.of(header, value));
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 413 -> "Request too large";
            default -> "Internal error";
        };
    }

    private record Problem(String type, String title, int status, String detail, String code) {}
}

package io.twofold.identity.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Base64;

/** What answers must look like. */
public final class Answers {

    private Answers() {}

    /** A problem document with that status and code. */
    public static Response assertProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo(code);
        assertThat(answer.<Integer>path("status")).isEqualTo(status);
        return answer;
    }

    /** 401 with the challenge of RFC 9470. */
    public static void assertReauthenticationRequired(Response answer) {
        assertProblem(answer, 401, "reauthentication_required");
        assertThat(answer.header("WWW-Authenticate"))
                .contains("insufficient_user_authentication")
                .contains("max_age=300");
    }

    /** Seconds to wait, which must be said and make sense. */
    public static int retryAfter(Response answer) {
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
        return Integer.parseInt(answer.header("Retry-After"));
    }

    /** A claim of an access token. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public static <T> T claim(String accessToken, String name) {
        byte[] payload = Base64.getUrlDecoder().decode(accessToken.split("\\.", -1)[1]);
        return new JsonPath(new String(payload, java.nio.charset.StandardCharsets.UTF_8)).get(name);
    }
}

package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Http;
import java.util.Map;

/**
 * A mail server that asks whether to let a program in.
 *
 * @param appPassword where app-password-service is
 * @param credentials what the mail server shows
 */
record MailServer(String appPassword, Map<String, String> credentials) {

    static MailServer of(Scene scene) {
        return new MailServer(scene.stack().url("appPassword"), scene.stack().verifierCredentials("mail-server"));
    }

    boolean letsIn(Http http, String username, String password) {
        return http.post(
                        appPassword,
                        "/v1/app-passwords/verify",
                        Map.of("username", username, "password", password, "service", "imap", "clientIp", "192.0.2.7"),
                        credentials)
                .expect(200)
                .json()
                .path("active")
                .asBoolean();
    }
}

package io.twofold.identity.signin;

import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.claim;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@IdentityTest
class Reauthenticating {

    @Inject
    TestTime time;

    @Test
    void makesTheSameSessionFreshAgain() {
        Person person = Person.registered();
        Device device = person.signedIn();
        time.pass(Duration.ofMinutes(8));

        Response answer = person.reauthenticate(device);

        assertThat(answer.<String>path("state")).isEqualTo("complete");
        assertThat(answer.<String>path("session.id")).isEqualTo(device.sessionId());
        assertThat(answer.<String>path("device.id")).isEqualTo(device.deviceId());
        String token = answer.path("session.accessToken");
        assertThat(claim(token, "auth_time").toString())
                .isEqualTo(claim(token, "iat").toString());
        assertThat(claim(token, "auth_time").toString())
                .isNotEqualTo(claim(device.accessToken(), "auth_time").toString());
    }

    @Test
    void givesARefreshTokenThatWorks() {
        Person person = Person.registered();
        Device device = person.signedIn();

        Device proven = device.renewed(person.reauthenticate(device));

        assertThat(person.refreshed(proven).isSignedIn()).isTrue();
    }

    @Test
    void isRefusedWithAWrongPassword() {
        Device device = Person.registered().signedIn();

        assertProblem(device.post("/v1/reauthentications", Map.of("password", "not it")), 401, "invalid_credentials");
        assertThat(device.isSignedIn()).isTrue();
    }

    @Test
    void isRefusedWithoutASession() {
        Person person = Person.registered();
        Device device = person.signedIn();
        device.post("/v1/sign-out");

        assertProblem(person.reauthenticate(device), 401, "unauthorized");
    }

    @Test
    void cannotBeGuessedEither() {
        Person person = Person.registered();
        Device device = person.signedIn();
        try (var _ = time.standStill()) {
            for (int i = 0; i < 5; i++) {
                device.post("/v1/reauthentications", Map.of("password", "not it"));
            }

            assertProblem(person.reauthenticate(device), 401, "invalid_credentials");
        }
    }
}

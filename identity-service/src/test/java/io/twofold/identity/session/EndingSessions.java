package io.twofold.identity.session;

import static io.twofold.identity.outside.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.twofold.events.SessionsEnded;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Published;
import io.twofold.testing.TopicRecord;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@IdentityTest
class EndingSessions {

    @Test
    void beginsWithSeeingThem() {
        Person person = Person.registered();
        Device phone = person.signedInOn("phone");
        Device computer = person.signedInOn("computer");

        Response answer = computer.get("/v1/sessions");

        assertThat(answer.<List<String>>path("sessions.id")).containsExactly(computer.sessionId(), phone.sessionId());
        assertThat(answer.<List<Boolean>>path("sessions.current")).containsExactly(true, false);
        assertThat(answer.<List<String>>path("sessions.deviceName")).containsExactly("My computer", "My phone");
    }

    @Test
    void canBeDoneOneByOne() {
        Person person = Person.registered();
        Device phone = person.signedInOn("phone");
        Device computer = person.signedInOn("computer");

        assertThat(computer.delete("/v1/sessions/" + phone.sessionId()).statusCode())
                .isEqualTo(204);

        assertThat(phone.isSignedIn()).isFalse();
        assertThat(computer.isSignedIn()).isTrue();
        assertThat(ended(person)).contains(phone.sessionId()).contains("ended_by_owner");
    }

    @Test
    void isNotForTheSessionsOfOthers() {
        Device stranger = Person.registered().signedIn();
        Device device = Person.registered().signedIn();

        assertProblem(device.delete("/v1/sessions/" + stranger.sessionId()), 404, "not_found");
        assertProblem(device.delete("/v1/sessions/" + UUID.randomUUID()), 404, "not_found");
        assertProblem(device.delete("/v1/sessions/nonsense"), 404, "not_found");
        assertThat(stranger.isSignedIn()).isTrue();
    }

    @Test
    void canBeDoneForAllOthersAtOnce() {
        Person person = Person.registered();
        Device phone = person.signedInOn("phone");
        Device tablet = person.signedInOn("tablet");
        Device computer = person.signedInOn("computer");

        assertThat(computer.delete("/v1/sessions").statusCode()).isEqualTo(204);

        assertThat(phone.isSignedIn()).isFalse();
        assertThat(tablet.isSignedIn()).isFalse();
        assertThat(computer.isSignedIn()).isTrue();
        assertThat(ended(person))
                .contains(phone.sessionId(), tablet.sessionId())
                .doesNotContain(computer.sessionId());
    }

    @Test
    void bySigningOutMakesItsTokensWorthless() {
        Person person = Person.registered();
        Device device = person.signedIn();

        assertThat(device.post("/v1/sign-out").statusCode()).isEqualTo(204);

        assertProblem(device.get("/v1/sessions"), 401, "unauthorized");
        assertThat(ended(person)).contains(device.sessionId()).contains("signed_out");
    }

    private static String ended(Person person) {
        return Published.of(person.accountId(), SessionsEnded.class).stream()
                .map(TopicRecord::value)
                .reduce("", (all, one) -> all + one);
    }
}

package io.twofold.identity.twofactor;

import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.claim;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.twofold.events.PhoneVerified;
import io.twofold.events.TrustedPhoneNumberAdded;
import io.twofold.events.TwoFactorEnabled;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Phones;
import io.twofold.identity.outside.Published;
import io.twofold.testing.Databases;
import io.twofold.testing.TopicRecord;
import io.twofold.testing.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IdentityTest
class HealingAfterACrash {

    private Person person;
    private Device device;

    @BeforeEach
    void somebodySignedIn() {
        person = Person.registered();
        device = person.signedIn();
    }

    @Test
    void anEnrolmentWhoseVerdictWasLostTakesEffectByTheEvent() {
        Response challenge = person.enroll(device);
        cutOff(challenge);
        assertThat(isOn()).isFalse();

        Published.byOtp(verified(challenge), Instant.now());

        eventually().untilAsserted(() -> assertThat(isOn()).isTrue());
        assertThat(claim(person.refreshed(device).accessToken(), "acr").toString())
                .isEqualTo("aal2");
        assertThat(state(challenge)).isEqualTo("verified");
        assertProblem(verify(challenge), 409, "code_already_used");
    }

    @Test
    void aNumberWhoseVerdictWasLostIsAddedByTheEvent() {
        Device enrolled = person.enrolled(device);
        String second = Phones.aNumber();
        Response challenge = enrolled.post("/v1/phone-numbers", Map.of("number", second, "method", "sms"));
        String id = challenge.path("verificationId");
        try (var _ = Phones.losingVerdicts()) {
            Response lost = enrolled.post(
                    "/v1/phone-numbers/verifications/" + id + "/verify", Map.of("code", Phones.codeSentTo(second)));
            assertProblem(lost, 503, "temporarily_unavailable");
        }

        Published.byOtp(verified(challenge.path("challengeId"), id, "enroll_phone", "identity"), Instant.now());

        eventually()
                .untilAsserted(
                        () -> assertThat(enrolled.get("/v1/phone-numbers").<Integer>path("phoneNumbers.size()"))
                                .isEqualTo(2));
    }

    @Test
    void aNumberAskedForByASessionThatEndedIsNotAdded() {
        Device enrolled = person.enrolled(device);
        Device other = person.signedInWithCode("phone");
        Response challenge = enrolled.post("/v1/phone-numbers", Map.of("number", Phones.aNumber(), "method", "sms"));
        enrolled.post("/v1/sign-out");

        digested(verified(challenge.path("challengeId"), challenge.path("verificationId"), "enroll_phone", "identity"));

        assertThat(other.get("/v1/phone-numbers").<Integer>path("phoneNumbers.size()"))
                .isEqualTo(1);
    }

    @Test
    void theEventAfterTheAnswerChangesNothing() {
        Response challenge = person.enroll(device);
        Device after = device.renewed(verify(challenge));

        digested(verified(challenge));

        assertThat(after.isSignedIn()).isTrue();
        assertThat(Published.now(person.accountId(), TwoFactorEnabled.class)).hasSize(1);
        assertThat(Published.now(person.accountId(), TrustedPhoneNumberAdded.class))
                .hasSize(1);
    }

    @Test
    void aCopyOfTheEventChangesNothing() {
        Response challenge = person.enroll(device);
        String id = Published.byOtp(verified(challenge), Instant.now());
        eventually().untilAsserted(() -> assertThat(isOn()).isTrue());

        TopicRecord original = Topics.read("otp.events").withHeader("ce_id", id).getFirst();
        Topics.publishAgain(original);
        digested(verified(challenge));

        assertThat(Published.of(person.accountId(), TwoFactorEnabled.class)).hasSize(1);
    }

    @Test
    void anEventOfAnotherClientPurposeChallengeOrBindingChangesNothing() {
        Response challenge = person.enroll(device);
        String challengeId = challenge.path("challengeId");
        String binding = challenge.path("enrollmentId");

        // Passed over; what comes after them in the same partition is waited for.
        Published.byOtp(verified(challengeId, binding, "enroll_phone", "partner"), Instant.now());
        Published.byOtp(verified(challengeId, binding, "sign_in", "identity"), Instant.now());
        digested(verified(UUID.randomUUID().toString(), binding, "enroll_phone", "identity"));
        digested(verified(challengeId, UUID.randomUUID().toString(), "enroll_phone", "identity"));
        digested(verified(challengeId, "no-uuid", "enroll_phone", "identity"));

        assertThat(isOn()).isFalse();
        assertThat(state(challenge)).isEqualTo("pending");
    }

    @Test
    void anEventAboutACancelledEnrolmentChangesNothing() {
        Response challenge = person.enroll(device);
        device.delete(path(challenge));

        digested(verified(challenge));

        assertThat(isOn()).isFalse();
    }

    @Test
    void anEventAboutAnEndedSessionChangesNothing() {
        Response challenge = person.enroll(device);
        device.post("/v1/sign-out");

        digested(verified(challenge));

        assertThat(person.signedIn().get("/v1/account").<Boolean>path("twoFactor.enabled"))
                .isFalse();
    }

    @Test
    void aMessageThatNobodyCanReadGoesToTheDeadLettersAndThePartitionMovesOn() {
        Response challenge = person.enroll(device);
        String poison = UUID.randomUUID().toString();
        Topics.publish(
                "otp.events",
                challenge.path("challengeId"),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", poison,
                        "ce_source", "/otp-service",
                        "ce_type", "twofold.otp.PhoneVerified.v1",
                        "ce_subject", challenge.path("challengeId"),
                        "ce_time", Instant.now().toString(),
                        "ce_sequence", "00000000000000000001"),
                "{\"not\":\"what it says\"");

        Published.byOtp(verified(challenge), Instant.now());

        eventually().untilAsserted(() -> assertThat(isOn()).isTrue());
        eventually()
                .untilAsserted(() -> assertThat(Topics.read("otp.events.identity-service.dead-letter")
                                .withHeader("ce_id", poison))
                        .hasSize(1));
    }

    /** After a start the consumer takes seconds to get its partitions. */
    private static ConditionFactory eventually() {
        return await().atMost(60, SECONDS);
    }

    private void cutOff(Response challenge) {
        try (var _ = Phones.losingVerdicts()) {
            assertProblem(verify(challenge), 503, "temporarily_unavailable");
        }
        assertThat(Phones.stateOf(challenge.path("challengeId"))).isEqualTo("verified");
    }

    /** Publishes the event and waits until this service has taken it in. */
    private static void digested(PhoneVerified fact) {
        String id = Published.byOtp(fact, Instant.now());
        eventually().untilAsserted(() -> assertThat(isInInbox(id)).isTrue());
    }

    private static boolean isInInbox(String eventId) throws SQLException {
        try (Connection connection = Databases.connect("identity");
                PreparedStatement select = connection.prepareStatement("select 1 from inbox where event_id = ?")) {
            select.setString(1, eventId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private boolean isOn() {
        return device.get("/v1/account").<Boolean>path("twoFactor.enabled");
    }

    private String state(Response challenge) {
        return device.get(path(challenge)).path("state");
    }

    private Response verify(Response challenge) {
        return device.post(path(challenge) + "/verify", Map.of("code", person.code()));
    }

    private static PhoneVerified verified(Response challenge) {
        return verified(challenge.path("challengeId"), challenge.path("enrollmentId"), "enroll_phone", "identity");
    }

    private static PhoneVerified verified(String challengeId, String binding, String purpose, String client) {
        return new PhoneVerified(challengeId, binding, purpose, "sms", "US", "(•••) •••-••42", client, Instant.now());
    }

    private static String path(Response challenge) {
        return "/v1/two-factor/enrollments/" + challenge.path("enrollmentId");
    }
}

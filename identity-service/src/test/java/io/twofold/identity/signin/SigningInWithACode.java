package io.twofold.identity.signin;

import static io.restassured.RestAssured.given;
import static io.twofold.identity.outside.Answers.assertProblem;
import static io.twofold.identity.outside.Answers.claim;
import static io.twofold.identity.outside.Answers.retryAfter;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.quarkus.mailer.MockMailbox;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.twofold.events.SignInRejected;
import io.twofold.events.SignedIn;
import io.twofold.events.TrustedDeviceAdded;
import io.twofold.identity.outside.Barrier;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Person.PendingSignIn;
import io.twofold.identity.outside.Phones;
import io.twofold.identity.outside.Published;
import io.twofold.identity.outside.TestTime;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@IdentityTest
class SigningInWithACode {

    @Inject
    TestTime time;

    @Inject
    MockMailbox mailbox;

    private Person person;
    private Device first;

    @BeforeEach
    void somebodySignedIn() {
        person = Person.registered();
        first = person.enrolled(person.signedIn());
    }

    @Test
    void theTextGoesOutUnaskedWhereThereIsOneNumber() {
        Response step = person.signIn("phone", null);

        assertThat(step.<String>path("state")).isEqualTo("second_factor_required");
        assertThat(step.<Integer>path("trustedDevices")).isZero();
        assertThat(step.<List<String>>path("methods")).containsExactlyInAnyOrder("sms", "voice");
        assertThat(step.<String>path("codeSentTo.id")).isEqualTo(step.path("phoneNumbers[0].id"));
        Phones.Sent sent = Phones.sentTo(person.number()).getLast();
        assertThat(sent.purpose()).isEqualTo("sign_in");
        assertThat(sent.binding()).isEqualTo(step.path("signInId"));
        assertThat(sent.proven()).isTrue();
    }

    @Test
    void theRightCodeCompletesIt() {
        Device device = person.signedInWithCode("phone");

        assertThat(claim(device.accessToken(), "acr").toString()).isEqualTo("aal2");
        assertThat(claim(device.accessToken(), "amr").toString()).isEqualTo("[pwd, sms]");
        assertThat(device.isSignedIn()).isTrue();
        assertThat(first.isSignedIn()).isTrue();
        assertThat(Published.of(person.accountId(), SignedIn.class).getLast().value())
                .contains("\"newDevice\":true")
                .contains(device.deviceId());
        await().untilAsserted(() -> assertThat(mailbox.getMailsSentTo(person.email()))
                .anySatisfy(letter -> assertThat(letter.getText()).contains("My phone")));
    }

    @Test
    void aTrustedDeviceNeedsNoCodeNextTime() {
        Device device = person.signedInWithCode("phone");

        Response again = person.signIn("phone", device.token());

        assertThat(again.<String>path("state")).isEqualTo("complete");
        assertThat(again.<String>path("device.id")).isEqualTo(device.deviceId());
        assertThat(claim(again.path("session.accessToken"), "acr").toString()).isEqualTo("aal1");
    }

    @Test
    void aBrowserIsTrustedOnlyIfAsked() {
        Device browser = person.signedInWithCode("browser");
        assertThat(person.signIn("browser", browser.token()).<String>path("state"))
                .isEqualTo("second_factor_required");
        time.pass(Duration.ofMinutes(1));

        Device trusted = person.signedInWithCode("browser", true);

        assertThat(person.signIn("browser", trusted.token()).<String>path("state"))
                .isEqualTo("complete");
        assertThat(Published.of(person.accountId(), TrustedDeviceAdded.class)).hasSize(2);
    }

    @Test
    void aPhoneIsNotTrustedIfItIsNotWanted() {
        Device phone = person.signedInWithCode("phone", false);

        assertThat(person.signIn("phone", phone.token()).<String>path("state")).isEqualTo("second_factor_required");
    }

    @Test
    void withTwoNumbersNothingGoesOutUnasked() {
        String second = Phones.aNumber();
        String id = person.trustedNumber(first, second);
        Response step = person.signIn("tablet", null);
        assertThat(step.<Object>path("codeSentTo")).isNull();
        assertThat(step.<List<?>>path("phoneNumbers")).hasSize(2);
        PendingSignIn pending = PendingSignIn.of(step);

        Response challenge = pending.post("/codes", Map.of("phoneNumberId", id, "method", "voice"));

        assertThat(challenge.statusCode()).as(challenge.asString()).isEqualTo(202);
        assertThat(challenge.<String>path("sentTo.id")).isEqualTo(id);
        assertThat(pending.get().<String>path("codeSentTo.id")).isEqualTo(id);
        Device device = Device.of(pending.verify(Phones.codeSentTo(second)));
        assertThat(claim(device.accessToken(), "amr").toString()).isEqualTo("[pwd, tel]");
    }

    @Test
    void aCodeToAnotherNumberSupersedesTheFirst() {
        String second = Phones.aNumber();
        String secondId = person.trustedNumber(first, second);
        PendingSignIn pending = person.signingIn("tablet");
        String firstId = pending.get().path("phoneNumbers[0].id");
        pending.post("/codes", Map.of("phoneNumberId", firstId, "method", "sms"));
        String older = person.code();
        pending.post("/codes", Map.of("phoneNumberId", secondId, "method", "sms"));

        assertProblem(pending.verify(older), 422, "code_superseded");

        assertThat(Phones.sentTo(second).getLast().proven()).isTrue();
        assertThat(Device.of(pending.verify(Phones.codeSentTo(second))).isSignedIn())
                .isTrue();
    }

    @Test
    void theNextCodeHasToWait() {
        PendingSignIn pending = person.signingIn("phone");
        String id = pending.get().path("phoneNumbers[0].id");
        try (var _ = Phones.resendingAfter(30)) {
            retryAfter(assertProblem(
                    pending.post("/codes", Map.of("phoneNumberId", id, "method", "sms")), 429, "resend_too_soon"));
        }
    }

    @Test
    void anotherAccountsNumberIsNotSentTo() {
        Person stranger = Person.registered();
        Device strangers = stranger.enrolled(stranger.signedIn());
        String theirs = strangers.get("/v1/phone-numbers").path("phoneNumbers[0].id");

        assertProblem(
                person.signingIn("phone").post("/codes", Map.of("phoneNumberId", theirs, "method", "sms")),
                422,
                "validation_failed");
    }

    @Test
    void fiveWrongCodesEndIt() {
        PendingSignIn pending = person.signingIn("phone");
        for (int left = 4; left >= 0; left--) {
            Response wrong = assertProblem(pending.verify(person.wrongCode()), 422, "incorrect_code");
            assertThat(wrong.<Integer>path("attemptsLeft")).isEqualTo(left);
        }

        assertThat(retryAfter(assertProblem(pending.verify(person.code()), 429, "too_many_attempts")))
                .isBetween(1, 900);
        assertProblem(
                pending.post("/codes", Map.of("phoneNumberId", UUID.randomUUID(), "method", "sms")),
                429,
                "too_many_attempts");
        assertThat(Published.of(person.accountId(), SignInRejected.class)).hasSize(1);
        assertThat(person.signedInWithCode("phone").isSignedIn()).isTrue();
    }

    @Test
    void ofManyWrongCodesAtOnceFiveAreTried() {
        PendingSignIn pending = person.signingIn("phone");
        String wrong = person.wrongCode();

        List<Integer> statuses = Barrier.atOnce(200, () -> pending.verify(wrong).statusCode());

        assertThat(statuses.stream().filter(status -> status == 422)).hasSize(5);
        assertThat(statuses.stream().filter(status -> status != 422)).containsOnly(429);
        assertProblem(pending.verify(person.code()), 429, "too_many_attempts");
        assertThat(Published.of(person.accountId(), SignInRejected.class)).hasSize(1);
    }

    @Test
    void aCodeBeforeAnyWasSentSpendsNoTry() {
        String second = Phones.aNumber();
        String id = person.trustedNumber(first, second);
        PendingSignIn pending = person.signingIn("phone");
        assertProblem(pending.verify("000000"), 410, "code_expired");

        Response challenge = pending.post("/codes", Map.of("phoneNumberId", id, "method", "sms"));

        assertThat(challenge.<Integer>path("attemptsLeft")).isEqualTo(5);
        assertThat(assertProblem(pending.verify(Phones.wrongCodeFor(second)), 422, "incorrect_code")
                        .<Integer>path("attemptsLeft"))
                .isEqualTo(4);
    }

    @Test
    void aCodeToANumberThatWasRemovedMeanwhileSignsNobodyIn() {
        String second = Phones.aNumber();
        String id = person.trustedNumber(first, second);
        PendingSignIn pending = person.signingIn("phone");
        pending.post("/codes", Map.of("phoneNumberId", id, "method", "sms"));
        assertThat(first.delete("/v1/phone-numbers/" + id).statusCode()).isEqualTo(204);

        assertProblem(pending.verify(Phones.codeSentTo(second)), 410, "sign_in_expired");

        assertThat(first.get("/v1/devices").<List<?>>path("devices")).hasSize(1);
    }

    @Test
    void codesToAnyTrustedNumberAreSentAsProven() {
        String second = Phones.aNumber();
        String secondId = person.trustedNumber(first, second);
        PendingSignIn pending = person.signingIn("phone");
        String firstId = pending.get().path("phoneNumbers[0].id");

        pending.post("/codes", Map.of("phoneNumberId", firstId, "method", "sms"));
        pending.post("/codes", Map.of("phoneNumberId", secondId, "method", "sms"));
        pending.post("/codes", Map.of("phoneNumberId", firstId, "method", "sms"));

        assertThat(Phones.sentFor(pending.id()))
                .extracting(Phones.Sent::to, Phones.Sent::proven)
                .containsExactly(tuple(person.number(), true), tuple(second, true), tuple(person.number(), true));
    }

    @Test
    void ofManyRightCodesAtOnceOneSessionIsKept() {
        PendingSignIn pending = person.signingIn("phone");
        String code = person.code();

        List<Response> answers = Barrier.atOnce(64, () -> pending.verify(code));

        List<Response> completed =
                answers.stream().filter(answer -> answer.statusCode() == 200).toList();
        assertThat(completed).hasSizeBetween(1, 2); // a second one only as the repeat of a lost answer
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 200))
                .allSatisfy(answer -> assertProblem(answer, 409, "code_already_used"));
        assertThat(completed.stream().map(Device::of).filter(Device::isSignedIn))
                .hasSize(1);
        assertThat(first.get("/v1/devices").<List<?>>path("devices")).hasSize(2);
    }

    @Test
    void aLostAnswerIsGivenOnceMoreAndTheFirstSessionEnds() {
        PendingSignIn pending = person.signingIn("phone");
        String code = person.code();
        Device lost = Device.of(pending.verify(code));
        time.pass(Duration.ofSeconds(50));

        Device again = Device.of(pending.verify(code));

        assertThat(lost.isSignedIn()).isFalse();
        assertThat(again.isSignedIn()).isTrue();
        assertThat(again.deviceId()).isEqualTo(lost.deviceId());
        assertProblem(pending.verify(code), 409, "code_already_used");
        assertThat(again.isSignedIn()).isTrue();
    }

    @Test
    void aRepeatIsTheSecondFactAboutItsSignIn() {
        PendingSignIn pending = person.signingIn("phone");
        String code = person.code();
        pending.verify(code);
        pending.verify(code);

        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(Published.now(person.accountId(), SignedIn.class))
                        .filteredOn(event -> String.valueOf(event.value()).contains(pending.id()))
                        .extracting(event -> Long.parseLong(String.valueOf(event.header("ce_sequence"))))
                        .containsExactly(1L, 2L));
    }

    @Test
    void aSessionThatItsOwnerEndedIsNotGivenOnceMore() {
        PendingSignIn pending = person.signingIn("phone");
        String code = person.code();
        Device ended = Device.of(pending.verify(code));
        assertThat(first.delete("/v1/devices/" + ended.deviceId()).statusCode()).isEqualTo(204);

        assertProblem(pending.verify(code), 409, "code_already_used");

        assertThat(first.get("/v1/devices").<List<?>>path("devices")).hasSize(1);
    }

    @Test
    void aMinuteLaterTheCodeIsUsedUp() {
        PendingSignIn pending = person.signingIn("phone");
        String code = person.code();
        Device device = Device.of(pending.verify(code));
        time.pass(Duration.ofSeconds(61));

        assertProblem(pending.verify(code), 409, "code_already_used");
        assertThat(device.isSignedIn()).isTrue();
    }

    @Test
    void anotherCodeIsNoRepeat() {
        PendingSignIn pending = person.signingIn("phone");
        Device device = Device.of(pending.verify(person.code()));

        assertProblem(pending.verify(person.wrongCode()), 409, "code_already_used");
        assertThat(device.isSignedIn()).isTrue();
    }

    @Test
    void aVerdictThatWasLostIsMadeGoodByTheSameCode() {
        PendingSignIn pending = person.signingIn("phone");
        String code = person.code();
        try (var _ = Phones.losingVerdicts()) {
            assertProblem(pending.verify(code), 503, "temporarily_unavailable");
        }
        assertProblem(pending.verify(person.wrongCode()), 409, "code_already_used");
        assertProblem(pending.verify(person.wrongCode()), 409, "code_already_used");

        assertThat(Device.of(pending.verify(code)).isSignedIn()).isTrue();
    }

    @Test
    void twoVerdictsThatWereLostInARowAreMadeGoodByTheRightCode() {
        PendingSignIn pending = person.signingIn("phone");
        String code = person.code();
        try (var _ = Phones.losingVerdicts()) {
            assertProblem(pending.verify(person.wrongCode()), 503, "temporarily_unavailable");
            assertProblem(pending.verify(code), 503, "temporarily_unavailable");
        }

        assertThat(Device.of(pending.verify(code)).isSignedIn()).isTrue();
    }

    @Test
    void withOtpServiceDownTheSignInWaitsForItsCode() {
        PendingSignIn pending;
        try (var _ = Phones.down()) {
            Response step = person.signIn("phone", null);
            assertThat(step.<Object>path("codeSentTo")).isNull();
            pending = PendingSignIn.of(step);
        }
        String id = pending.get().path("phoneNumbers[0].id");
        // The circuit to otp-service closes again within two seconds.
        await().untilAsserted(() -> assertThat(pending.post("/codes", Map.of("phoneNumberId", id, "method", "sms"))
                        .statusCode())
                .isEqualTo(202));

        assertThat(Device.of(pending.verify(person.code())).isSignedIn()).isTrue();
    }

    @Test
    void aNumberThatMayNotBeUsedNowIsSaidToBe() {
        PendingSignIn pending = person.signingIn("phone");
        String id = pending.get().path("phoneNumbers[0].id");
        try (var _ = Phones.refusing("422 phone_number_recently_changed")) {
            Response refused = pending.post("/codes", Map.of("phoneNumberId", id, "method", "sms"));
            assertProblem(refused, 422, "phone_number_recently_changed");
            assertThat(refused.<String>path("usableAt")).isEqualTo("2030-01-01T00:00:00Z");
            assertThat(refused.<List<String>>path("methods")).isEmpty();
            assertThat(refused.<List<String>>path("phoneNumbers")).isEmpty();
        }
    }

    @Test
    void whatIsLeftBesideANumberThatMayNotBeUsedNowIsSaidToo() {
        String other = person.trustedNumber(first, Phones.aNumber());
        PendingSignIn pending = person.signingIn("phone");
        List<String> ids = pending.get().path("phoneNumbers.id");
        String refusedId =
                ids.stream().filter(id -> !id.equals(other)).findFirst().orElseThrow();
        try (var _ = Phones.refusing("422 phone_number_recently_changed")) {
            Response refused = pending.post("/codes", Map.of("phoneNumberId", refusedId, "method", "sms"));
            assertProblem(refused, 422, "phone_number_recently_changed");
            assertThat(refused.<List<String>>path("phoneNumbers.id")).containsExactly(other);
            assertThat(refused.<List<String>>path("methods")).containsExactly("sms", "voice");
        }
    }

    @Test
    void whereTheOnlyNumberMayNotBeUsedNowNoCodeGoesOutUnasked() {
        try (var _ = Phones.refusing("422 phone_number_recently_changed")) {
            Response step = person.signIn("phone", null);
            assertThat(step.<String>path("state")).isEqualTo("second_factor_required");
            assertThat(step.<Object>path("codeSentTo")).isNull();
        }
    }

    @Test
    void aWarningOfTheNumberReachesThePerson() {
        PendingSignIn pending = person.signingIn("phone");
        String id = pending.get().path("phoneNumbers[0].id");
        try (var _ = Phones.warning("internet_phone_number")) {
            Response sent = pending.post("/codes", Map.of("phoneNumberId", id, "method", "sms"));
            assertThat(sent.statusCode()).isEqualTo(202);
            assertThat(sent.<String>path("warning.code")).isEqualTo("internet_phone_number");
            assertThat(sent.<String>path("warning.text")).isEqualTo("Mind the number.");

            Person other = Person.registered();
            Response enrolling = other.enroll(other.signedIn());
            assertThat(enrolling.statusCode()).isEqualTo(202);
            assertThat(enrolling.<String>path("warning.code")).isEqualTo("internet_phone_number");
        }
        Response quiet = pending.post("/codes", Map.of("phoneNumberId", id, "method", "sms"));
        assertThat(quiet.<Object>path("warning")).isNull();
    }

    @Test
    void anExpiredCodeIsTooLate() {
        PendingSignIn pending = person.signingIn("phone");
        try (var _ = Phones.expiring()) {
            assertProblem(pending.verify(person.code()), 410, "code_expired");
        }
    }

    @Test
    void afterFifteenMinutesTheSignInIsOver() {
        PendingSignIn pending = person.signingIn("phone");
        time.pass(Duration.ofMinutes(15));

        assertProblem(pending.verify(person.code()), 410, "sign_in_expired");
        assertProblem(pending.get(), 410, "sign_in_expired");
    }

    @Test
    void cancellingEndsIt() {
        PendingSignIn pending = person.signingIn("phone");
        assertThat(pending.delete().statusCode()).isEqualTo(204);

        assertProblem(pending.verify(person.code()), 410, "sign_in_expired");
        assertThat(Phones.stateOf(Phones.sentFor(pending.id()).getLast().challengeId()))
                .isEqualTo("cancelled");
    }

    @Test
    void withoutItsFlowTokenItDoesNotExist() {
        PendingSignIn pending = person.signingIn("phone");
        PendingSignIn others = person.signingIn("tablet");
        PendingSignIn mixed = new PendingSignIn(pending.id(), others.flowToken());

        assertProblem(mixed.verify(person.code()), 404, "not_found");
        assertProblem(
                mixed.post("/codes", Map.of("phoneNumberId", UUID.randomUUID(), "method", "sms")), 404, "not_found");
        assertProblem(
                given().contentType(ContentType.JSON)
                        .body(Map.of("code", person.code()))
                        .post("/v1/sign-ins/" + pending.id() + "/verify"),
                404,
                "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"123456\",\"method\":\"totp\"}",
                "{\"code\":\"123456\",\"method\":\"device_code\"}",
                "{\"code\":123456}",
                "{\"code\":\"12345\"}",
                "{\"code\":\"１２３４５６\"}",
                "{}"
            })
    void whatIsNoSecondFactorSpendsNoTry(String body) {
        PendingSignIn pending = person.signingIn("phone");

        assertProblem(pending.post("/verify", body), 422, "validation_failed");

        assertThat(assertProblem(pending.verify(person.wrongCode()), 422, "incorrect_code")
                        .<Integer>path("attemptsLeft"))
                .isEqualTo(4);
    }

    @Test
    void aReauthenticationRaisesItsOwnSession() {
        Device trusted = Device.of(person.signIn("computer", first.token()));
        PendingSignIn pending = PendingSignIn.of(person.reauthenticate(trusted));

        Response complete = pending.verify(person.code());

        Device raised = trusted.renewed(complete);
        assertThat(raised.sessionId()).isEqualTo(trusted.sessionId());
        assertThat(claim(raised.accessToken(), "acr").toString()).isEqualTo("aal2");
        assertThat(complete.<String>path("device.id")).isEqualTo(trusted.deviceId());
        assertThat(person.refreshed(raised).isSignedIn()).isTrue();
    }

    @Test
    void aReauthenticationOfAnEndedSessionIsOver() {
        Device trusted = Device.of(person.signIn("computer", first.token()));
        PendingSignIn pending = PendingSignIn.of(person.reauthenticate(trusted));
        String code = person.code();
        trusted.post("/v1/sign-out");

        Response refused = pending.verify(code);

        assertThat(refused.statusCode()).isIn(404, 410);
    }

    @Test
    void aPasswordChangeEndsWhatWasBegunWithTheOldOne() {
        PendingSignIn pending = person.signingIn("phone");
        String code = person.code();
        Response changed = first.post(
                "/v1/account/password",
                Map.of(
                        "currentPassword",
                        person.password(),
                        "newPassword",
                        "another long phrase " + UUID.randomUUID()));
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(204);

        assertProblem(pending.verify(code), 410, "sign_in_expired");
    }
}

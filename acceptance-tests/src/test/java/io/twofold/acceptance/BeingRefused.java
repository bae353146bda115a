package io.twofold.acceptance;

import static io.twofold.acceptance.stack.Service.APP_PASSWORD;
import static io.twofold.acceptance.stack.Service.IDENTITY;
import static io.twofold.acceptance.stack.Service.OTP;
import static io.twofold.acceptance.stack.Service.SMS_GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.acceptance.person.Partner;
import io.twofold.acceptance.person.Person;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who mustn't do what. */
class BeingRefused {

    private static final Duration SOON = Duration.ofMinutes(1);

    private final Stack stack = TheRun.stack();

    @Test
    void anAppPasswordNeedsTwoFactors() {
        Person.registered(stack).createAppPassword("Too early").refusedWith(403, "two_factor_required");
    }

    @Test
    void anAppPasswordIsMadeRightAfterTurningTwoFactorsOn() {
        Person.enrolled(stack).createAppPassword("At once").expect(201);
    }

    @Test
    void theAccountsPasswordIsNothingToAMailServer() {
        var person = Person.enrolled(stack);
        person.createAppPassword("Mail").expect(201);

        assertThat(person.showToMailServer(person.password()).expect(200).text())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    void anAppPasswordIsNothingAtASignIn() {
        var person = Person.enrolled(stack);
        var shown = person.createAppPassword("Mail").expect(201).get("/password");

        person.signIn(shown).refusedWith(401, "invalid_credentials");
    }

    @Test
    void anAppPasswordIsForItsServicesOnly() {
        var person = Person.enrolled(stack);
        var shown = person.post(APP_PASSWORD, "/v1/app-passwords")
                .json(Map.of("label", "Calendar", "services", new String[] {"calendar"}))
                .send()
                .expect(201)
                .get("/password");

        assertThat(person.mailServerAccepts(shown)).isFalse();
    }

    @Test
    void aMailServerNeedsItsSecret() {
        var person = Person.somebody(stack);

        person.api()
                .post(APP_PASSWORD, "/v1/app-passwords/verify")
                .basic("mail-server", "wrong")
                .json(Map.of("username", person.email(), "password", "x", "service", "imap"))
                .send()
                .refusedWith(401, "unauthorized");
    }

    @Test
    void otherPeoplesIdsDontExist() {
        var owner = Person.enrolled(stack);
        var appPassword = owner.createAppPassword("Mail").expect(201).get("/id");
        var number = owner.get(IDENTITY, "/v1/phone-numbers").send().expect(200).get("/phoneNumbers/0/id");
        var device = owner.get(IDENTITY, "/v1/devices").send().expect(200).get("/devices/0/id");
        var session = owner.get(IDENTITY, "/v1/sessions").send().expect(200).get("/sessions/0/id");
        var enrolling = Person.registered(stack);
        var enrollment = enrolling.startEnrollment("sms").expect(202).get("/enrollmentId");
        var code = enrolling.phone().nextCode();
        var stranger = Person.enrolled(stack);

        stranger.delete(APP_PASSWORD, "/v1/app-passwords/" + appPassword).send().refusedWith(404, "not_found");
        stranger.delete(IDENTITY, "/v1/phone-numbers/" + number).send().refusedWith(404, "not_found");
        stranger.delete(IDENTITY, "/v1/devices/" + device).send().refusedWith(404, "not_found");
        stranger.delete(IDENTITY, "/v1/sessions/" + session).send().refusedWith(404, "not_found");
        var enrollments = "/v1/two-factor/enrollments/" + enrollment;
        stranger.get(IDENTITY, enrollments).send().refusedWith(404, "not_found");
        stranger.delete(IDENTITY, enrollments).send().refusedWith(404, "not_found");
        stranger.post(IDENTITY, enrollments + "/verify")
                .json(Map.of("code", code))
                .send()
                .refusedWith(404, "not_found");
    }

    @Test
    void theLastPhoneNumberStays() {
        var person = Person.enrolled(stack);
        var number =
                person.get(IDENTITY, "/v1/phone-numbers").send().expect(200).get("/phoneNumbers/0/id");

        person.delete(IDENTITY, "/v1/phone-numbers/" + number).send().refusedWith(409, "last_phone_number");
    }

    @Test
    void twoFactorsAreTurnedOnOnce() {
        Person.enrolled(stack).startEnrollment("sms").refusedWith(409, "two_factor_already_enabled");
    }

    @Test
    void aPhoneNumberNeedsTwoFactorsOn() {
        var person = Person.registered(stack);
        var typed = new HashMap<>(person.phone().typed());
        typed.put("method", "sms");

        person.post(IDENTITY, "/v1/phone-numbers").json(typed).send().refusedWith(409, "two_factor_not_enabled");
    }

    @Test
    void oneFactorIsTooLittleWhereTwoAreAskedFor() {
        var person = Person.enrolled(stack);
        person.signIn().expect(200);

        var refusal = person.changePassword().refusedWith(401, "reauthentication_required");

        assertThat(refusal.header("WWW-Authenticate"))
                .contains("error=\"insufficient_user_authentication\"")
                .contains("acr_values=\"aal2\"");
        await().atMost(SOON).until(() -> person.createAppPassword("Mail").isRefusal(401, "reauthentication_required"));
    }

    @Test
    void theSecondFactorRaisesASession() {
        var person = Person.enrolled(stack);
        person.signIn().expect(200);
        person.changePassword().refusedWith(401, "reauthentication_required");

        var pending = person.reauthenticate().expect(200);
        assertThat(pending.get("/state")).isEqualTo("second_factor_required");
        person.answer(pending, person.phone().nextCode()).expect(200);

        person.changePassword().expect(204);
    }

    @Test
    void aServiceIsNoPersonAndAPersonNoService() {
        var partner = Partner.of(stack);
        var person = Person.enrolled(stack);

        partner.call("GET", IDENTITY, "/v1/account", "introspect").send().refusedWith(401, "unauthorized");
        partner.call("GET", APP_PASSWORD, "/v1/app-passwords", "otp").send().refusedWith(401, "unauthorized");
        person.post(OTP, "/v1/challenges")
                .json(Map.of("purpose", "custom", "binding", "b", "channel", "caller"))
                .send()
                .refusedWith(401, "unauthorized");
        person.get(SMS_GATEWAY, "/v1/deliveries?challengeId=x").send().refusedWith(401, "unauthorized");
        partner.call("GET", SMS_GATEWAY, "/v1/deliveries?challengeId=x", "otp")
                .send()
                .refusedWith(401, "unauthorized");
        partner.call("GET", SMS_GATEWAY, "/v1/deliveries?challengeId=x", "lookups")
                .send()
                .refusedWith(403, "forbidden");
    }

    @Test
    void nobodyTakesThePurposesOfIdentity() {
        var partner = Partner.of(stack);

        partner.call("POST", OTP, "/v1/challenges", "otp")
                .json(Map.of("purpose", "sign_in", "binding", "b", "channel", "caller"))
                .send()
                .refusedWith(422, "validation_failed");
    }

    @Test
    void aReplayedRefreshTokenEndsTheSession() {
        var person = Person.registered(stack);
        var thief = person.asOfNow();
        person.refresh().expect(200);
        person.refresh().expect(200);
        person.get(IDENTITY, "/v1/account").send().expect(200);

        assertThat(thief.refresh().expect(400).get("/error")).isEqualTo("invalid_grant");

        assertThat(person.refresh().expect(400).get("/error")).isEqualTo("invalid_grant");
        person.get(IDENTITY, "/v1/account").send().refusedWith(401, "unauthorized");
    }

    @Test
    void turningTwoFactorsOnEndsEveryOtherSession() {
        var thief = Person.registered(stack);
        var owner = thief.onAnotherDevice();
        owner.signIn().expect(200);

        owner.enroll("sms");

        thief.get(IDENTITY, "/v1/account").send().refusedWith(401, "unauthorized");
        thief.refresh().expect(400);
        await("the other services know it")
                .atMost(SOON)
                .until(() -> thief.get(APP_PASSWORD, "/v1/app-passwords").send().status() == 401);
    }

    @Test
    void aTokenFromBeforeAPasswordChangeMakesNoAppPassword() {
        var person = Person.enrolled(stack);
        person.createAppPassword("Mail").expect(201);
        var before = person.asOfNow();
        person.changePassword().expect(204);

        var slippedThrough = new ArrayList<String>();
        await().atMost(SOON).until(() -> {
            var reply = before.createAppPassword("Late");
            if (reply.status() == 201) {
                slippedThrough.add(reply.get("/password"));
            }
            return reply.isRefusal(401, "unauthorized");
        });

        await().atMost(SOON).until(() -> slippedThrough.stream().noneMatch(person::mailServerAccepts));
        await("a token from after it").atMost(SOON).until(() -> {
            person.refresh().expect(200);
            return person.createAppPassword("Mail").status() == 201;
        });
    }
}

package io.twofold.acceptance;

import static io.twofold.acceptance.stack.Service.APP_PASSWORD;
import static io.twofold.acceptance.stack.Service.IDENTITY;
import static io.twofold.acceptance.stack.Service.OTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.acceptance.person.Partner;
import io.twofold.acceptance.person.Person;
import io.twofold.acceptance.stack.Fact;
import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Service;
import io.twofold.acceptance.stack.Stack;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Processes that die, servers that are away, events that come twice, late or broken. Afterwards nothing that was
 * acknowledged is lost, nothing has happened twice, and nobody got in.
 */
class Trouble {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Stack stack = TheRun.stack();

    /** The next test meets a stack that is well. */
    @AfterEach
    void recover() {
        for (var service : Service.values()) {
            stack.awaitReady(service);
        }
    }

    @Test
    void identityDiesBetweenTheCodesVerificationAndItsOwnCommit() {
        var person = Person.registered(stack);
        var id = person.startEnrollment("sms").expect(202).get("/enrollmentId");
        var code = person.phone().nextCode();

        CompletableFuture<Void> typing;
        try (var _ = stack.databases().hold("identity", "account", person.accountId())) {
            typing = CompletableFuture.runAsync(() -> answerLost(person, id, code), Thread::startVirtualThread);
            stack.topics().await("otp.events", "PhoneVerified", person.accountId());
            stack.kill(IDENTITY);
        }
        typing.join();
        stack.awaitReady(IDENTITY);

        stack.topics().await("identity.events", "TwoFactorEnabled", person.accountId());
        assertThat(person.onAnotherDevice().signIn().expect(200).get("/state")).isEqualTo("second_factor_required");
        toldOnce("identity.events", "TwoFactorEnabled", person);
    }

    private static void answerLost(Person person, String enrollment, String code) {
        try {
            assertThat(person.answerEnrollment(enrollment, code).status()).isGreaterThanOrEqualTo(500);
        } catch (UncheckedIOException nobodyAnswered) {
            assertThat(nobodyAnswered).isNotNull();
        }
    }

    @Test
    void otpDiesWithCodesOutstanding() {
        var partner = Partner.of(stack);
        var challenge = partner.challenge();
        var code = partner.phone().nextCode();
        challenge.answer(Partner.otherThan(code)).refusedWith(422, "incorrect_code");

        stack.kill(OTP);
        stack.awaitReady(OTP);

        assertThat(challenge
                        .answer(Partner.otherThan(code))
                        .refusedWith(422, "incorrect_code")
                        .get("/attemptsLeft"))
                .isEqualTo("3");
        challenge.answer(code).expect(200);
    }

    @Test
    void appPasswordsAreDeadWhenTheirServiceIsBack() {
        var person = Person.enrolled(stack);
        var shown = person.createAppPassword("Mail").expect(201).get("/password");
        assertThat(person.mailServerAccepts(shown)).isTrue();

        stack.kill(APP_PASSWORD);
        person.changePassword().expect(204);
        stack.awaitReady(APP_PASSWORD);

        assertThat(person.mailServerAccepts(shown)).isFalse();
    }

    @Test
    void appPasswordsAreDeadIfTheirServiceDiesBeforeItsCommit() {
        var person = Person.enrolled(stack);
        var shown = person.createAppPassword("Mail").expect(201).get("/password");

        try (var _ = stack.databases().hold("app_password", "account", person.accountId())) {
            person.changePassword().expect(204);
            stack.databases().awaitWaiting("app_password", 1);
            stack.kill(APP_PASSWORD);
        }
        stack.awaitReady(APP_PASSWORD);

        await().atMost(PATIENCE).until(() -> !person.mailServerAccepts(shown));
    }

    @Test
    void appPasswordsDieOnceIfTheirServiceDiesRightAfterItsCommit() {
        var person = Person.enrolled(stack);
        var shown = person.createAppPassword("Mail").expect(201).get("/password");
        person.changePassword().expect(204);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> !person.mailServerAccepts(shown));

        // What it consumed is acknowledged to Kafka twice a second only, so that it comes again.
        stack.kill(APP_PASSWORD);
        stack.awaitReady(APP_PASSWORD);

        assertThat(person.mailServerAccepts(shown)).isFalse();
        toldOnce("app-password.events", "AppPasswordRevoked", person);
        assertThat(person.mailServerAccepts(newAppPassword(person))).isTrue();
    }

    @Test
    void withoutKafkaFactsWaitAndNoneIsLost() {
        var person = Person.enrolled(stack);
        var shown = person.createAppPassword("Mail").expect(201).get("/password");
        var partner = Partner.of(stack);
        var enrolling = Person.registered(stack);
        var enrollment = enrolling.startEnrollment("sms").expect(202).get("/enrollmentId");
        var typed = enrolling.phone().nextCode();

        Partner.Challenge challenge;
        try (var _ = stack.withoutKafka()) {
            challenge = partner.challenge();
            person.changePassword().expect(204);
            enrolling.answerEnrollment(enrollment, typed).expect(200);
        }
        // Kafka needs seconds to be back, so that the facts still wait in the outboxes.
        stack.kill(IDENTITY);
        stack.kill(OTP);
        stack.awaitReady(OTP);

        var code = partner.phone().nextCode();
        challenge.answer(code).expect(200);
        await("the relay of the next run").atMost(PATIENCE).until(() -> !person.mailServerAccepts(shown));
        toldOnce("identity.events", "PasswordChanged", person);
        toldOnce("identity.events", "TwoFactorEnabled", enrolling);
        toldOnce("otp.events", "PhoneVerified", enrolling);
        assertThat(partner.phone().messages()).hasSize(1);
    }

    @Test
    void withoutPostgresEveryServiceSaysSoAndRecovers() {
        var person = Person.enrolled(stack);
        var shown = person.createAppPassword("Mail").expect(201).get("/password");
        var partner = Partner.of(stack);
        var challenge = partner.challenge();
        var code = partner.phone().nextCode();

        try (var _ = stack.withoutPostgres()) {
            unavailable(person.signIn());
            unavailable(challenge.answer(code));
            unavailable(person.showToMailServer(shown));
            unavailable(person.get(APP_PASSWORD, "/v1/app-passwords").send());
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(challenge.answer(code).status()).isEqualTo(200));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(person.showToMailServer(shown).get("/active"))
                        .isEqualTo("true"));
        await().atMost(PATIENCE).untilAsserted(() -> person.signIn().expect(200));
    }

    private static void unavailable(Reply reply) {
        assertThat(reply.refusedWith(503, "temporarily_unavailable").header("Retry-After"))
                .matches("[1-9]\\d*");
    }

    @Test
    void everythingPublishedOnceMoreAndBackwardsChangesNothing() {
        changesNothing(fact -> fact);
    }

    /** As if each had been held up, since copies are put aside before anybody compares versions. */
    @Test
    void olderFactsThatComeLateChangeNothing() {
        changesNothing(fact -> fact.with("ce_id", similarTo(fact.header("ce_id"))));
    }

    private void changesNothing(UnaryOperator<Fact> comingAgain) {
        var person = Person.enrolled(stack);
        var dead = new ArrayList<String>();
        dead.add(newAppPassword(person));
        person.delete(IDENTITY, "/v1/two-factor").send().expect(204);
        person.enroll("sms");
        dead.add(newAppPassword(person));
        person.changePassword().expect(204);
        dead.add(newAppPassword(person));
        person.changePassword().expect(204);
        await().atMost(PATIENCE).until(() -> dead.stream().noneMatch(person::mailServerAccepts));
        var alive = newAppPassword(person);
        var partner = Partner.of(stack);
        var challenge = partner.challenge();
        stack.topics()
                .await("sms-gateway.events", fact -> fact.is("MessageDelivered") && fact.mentions(challenge.id()));
        // Told of after all that came before it.
        await().atMost(PATIENCE)
                .until(() -> stack.topics()
                                .of("AppPasswordCreated", person.accountId())
                                .size()
                        == dead.size() + 1);
        consumed();
        var facts = factsAbout(person, challenge);
        var account = account(person);
        var looked = challenge.look().expect(200).text();
        var delivery = partner.delivery(challenge);
        var texts = person.phone().messages().size();

        var again = facts.reversed().stream().map(comingAgain).toList();
        again.forEach(stack.topics()::publish);
        consumed();

        assertThat(stack.topics().everything())
                .as("what is old is no poison")
                .noneMatch(fact -> fact.topic().endsWith(".dead-letter")
                        && again.stream().anyMatch(copy -> copy.header("ce_id").equals(fact.header("ce_id"))));
        assertThat(dead).noneMatch(person::mailServerAccepts);
        assertThat(person.mailServerAccepts(alive)).isTrue();
        assertThat(account(person)).isEqualTo(account);
        assertThat(challenge.look().expect(200).text()).isEqualTo(looked);
        assertThat(partner.delivery(challenge)).isEqualTo(delivery);
        assertThat(delivery.path("state").asText()).isEqualTo("delivered");
        assertThat(person.phone().messages()).hasSize(texts);
        assertThat(partner.phone().messages()).hasSize(1);
        assertThat(factsAbout(person, challenge))
                .as("nothing new is told, but that the mail server let somebody in")
                .filteredOn(fact -> !fact.is("AppPasswordFirstUsed"))
                .extracting(fact -> fact.header("ce_id"))
                .isSubsetOf(Stream.concat(facts.stream(), again.stream())
                        .map(fact -> fact.header("ce_id"))
                        .toList());
    }

    /** Of the same time. */
    private static String similarTo(String id) {
        return id.substring(0, 24) + UUID.randomUUID().toString().substring(24);
    }

    /** With a token from after whatever ended the earlier ones. */
    private static String newAppPassword(Person person) {
        return await("an app password")
                .atMost(PATIENCE)
                .until(
                        () -> {
                            person.refresh().expect(200);
                            return person.createAppPassword("Mail");
                        },
                        reply -> reply.status() == 201)
                .get("/password");
    }

    /** However many copies of it there are. */
    private void toldOnce(String topic, String event, Person person) {
        stack.topics().await(topic, event, person.accountId());
        assertThat(stack.topics().of(event, person.accountId()).stream()
                        .map(fact -> fact.header("ce_id"))
                        .distinct())
                .as("%s of %s", event, person.accountId())
                .hasSize(1);
    }

    private void consumed() {
        for (var service : Service.values()) {
            stack.topics().awaitConsumedBy(service);
        }
    }

    /** Those about somebody's account and challenges, and about that one. */
    private List<Fact> factsAbout(Person person, Partner.Challenge challenge) {
        var told = stack.topics().everything().stream()
                .filter(fact -> !fact.topic().endsWith(".dead-letter"))
                .toList();
        var challenges = Stream.concat(
                        told.stream()
                                .filter(fact -> fact.is("ChallengeCreated") && fact.isOf(person.accountId()))
                                .map(fact -> fact.header("ce_subject")),
                        Stream.of(challenge.id()))
                .toList();
        return told.stream()
                .filter(fact ->
                        fact.isOf(person.accountId()) || challenges.stream().anyMatch(fact::mentions))
                .toList();
    }

    private static String account(Person person) {
        return person.get(IDENTITY, "/v1/account").send().expect(200).text()
                + person.get(IDENTITY, "/v1/phone-numbers").send().expect(200).text();
    }

    @ParameterizedTest
    @CsvSource({
        "identity.events, AccountRegistered, APP_PASSWORD",
        "identity.events, AccountRegistered, OTP",
        "identity.events, AccountRegistered, SMS_GATEWAY",
        "otp.events, PhoneVerified, IDENTITY",
        "otp.deliveries, CodeDeliveryRequested, SMS_GATEWAY",
        "sms-gateway.events, MessageSent, OTP"
    })
    void aPoisonousFactIsSetAsideAndTheNextOneTaken(String topic, String event, Service consumer) {
        Person.registered(stack);
        var partner = Partner.of(stack);
        partner.challenge().answer(partner.phone().nextCode()).expect(200);
        var nobody = UUID.randomUUID().toString();
        var good = stack.topics().await(topic, fact -> fact.is(event));
        var poison = good.with("ce_id", UUID.randomUUID().toString())
                .with("ce_accountid", nobody)
                .with("ce_subject", nobody)
                .holding("{\"this is\": \"cut off");

        stack.topics().publish(poison);
        stack.topics().publish(good);

        var letter = stack.topics()
                .await(
                        topic + "." + consumer.module() + ".dead-letter",
                        fact -> fact.header("ce_id").equals(poison.header("ce_id")));
        assertThat(letter.header("ce_type")).isEqualTo(poison.header("ce_type"));
        assertThat(letter.value()).isEqualTo(poison.value());
        assertThat(letter.headers())
                .anySatisfy((name, reason) -> assertThat(name).endsWith("reason"));
        stack.topics().awaitConsumedBy(consumer);
    }
}

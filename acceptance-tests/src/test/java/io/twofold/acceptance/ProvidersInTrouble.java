package io.twofold.acceptance;

import static io.twofold.acceptance.stack.Service.SMS_GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.acceptance.person.Partner;
import io.twofold.acceptance.person.Partner.Challenge;
import io.twofold.acceptance.person.Phone;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two providers, the first of which is slow, refuses, loses, lies or hangs up. Each code that was asked for reaches its phone
 * once at most, whoever brings it, and what is said of it is true: what was surely not taken goes to the other at once, what
 * may have been taken to nobody.
 *
 * <p>Each trouble has a country of its own, so that none suffers from the circuits that another one opened.
 */
class ProvidersInTrouble {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Stack stack = TheRun.stack();

    /** The next test meets providers that are well. */
    @AfterEach
    void recover() {
        stack.world().behave();
        stack.awaitReady(SMS_GATEWAY);
    }

    /** A code that was asked for. */
    private record Sent(Partner partner, Challenge challenge) {

        static Sent to(Phone phone, Stack stack) {
            var partner = Partner.to(phone, stack);
            return new Sent(partner, partner.challenge());
        }

        JsonNode delivery() {
            return partner.delivery(challenge);
        }

        String state() {
            return delivery().path("state").asText();
        }

        /** Of every time that somebody was asked to take it. */
        List<String> attempts(String member) {
            return delivery().path("attempts").findValuesAsText(member);
        }

        void becomes(String... states) {
            await("a delivery that becomes " + Set.of(states))
                    .atMost(PATIENCE)
                    .until(() -> Set.of(states).contains(state()));
        }

        /** Whoever brought a message, once for each. */
        List<String> broughtBy() {
            return partner.phone().messages().stream()
                    .map(message -> message.path("provider").asText())
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            smpp   | ES | fail   |     0 | delivered   | refused taken | twilio
            smpp   | IT | fail   |    88 | delivered   | refused taken | twilio
            smpp   | PT | fail   |   255 | unknown     | unclear       |
            smpp   | DK | reject |     0 | failed      | refused       |
            smpp   | FI | reject | 30005 | undelivered | taken         |
            smpp   | NO | lose   |     0 | sent        | taken         |
            twilio | RO | fail   |     0 | delivered   | refused taken | smpp
            twilio | CY | fail   | 20429 | delivered   | refused taken | smpp
            twilio | HR | fail   | 20500 | unknown     | unclear       |
            twilio | SI | reject |     0 | failed      | refused       |
            twilio | SK | reject | 21408 | delivered   | refused taken | smpp
            twilio | EE | reject | 30005 | undelivered | taken         |
            twilio | LV | lose   |     0 | sent        | taken         |
            """)
    void aCodeArrivesOnceAtMostAndTheTruthIsTold(
            String first, String country, String mode, int errorCode, String state, String outcomes, String broughtBy) {
        awaitWell(first, country);
        var phone = Phone.in(country, stack);
        if (errorCode == 0) {
            stack.world().misbehave(first, mode, 0, List.of(phone.e164()));
        } else {
            stack.world().refuse(first, mode, errorCode, List.of(phone.e164()));
        }

        var sent = Sent.to(phone, stack);
        sent.becomes(state);

        assertThat(sent.attempts("provider").getFirst()).isEqualTo(first);
        assertThat(sent.attempts("outcome")).containsExactly(outcomes.split(" ", -1));
        assertThat(sent.broughtBy()).isEqualTo(broughtBy == null ? List.of() : List.of(broughtBy));
        if (broughtBy != null) {
            sent.challenge().answer(phone.nextCode()).expect(200);
        }
        if (state.equals("failed")) {
            stack.topics()
                    .await(
                            "sms-gateway.events",
                            fact -> fact.is("DeliveryFailed")
                                    && fact.mentions(sent.challenge().id()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "smpp, IE, duplicate-receipts, 2",
        "smpp, GR, reorder-receipts, 2",
        "twilio, LT, duplicate-receipts, 6",
        "twilio, LT, reorder-receipts, 3"
    })
    void receiptsThatComeTwiceOrInDisorderMoveNothingBack(String first, String country, String mode, int receipts) {
        awaitWell(first, country);
        var phone = Phone.in(country, stack);
        stack.world().misbehave(first, mode, 0, List.of(phone.e164()));

        var sent = Sent.to(phone, stack);
        await().atMost(PATIENCE)
                .until(() -> phone.messages().stream()
                        .anyMatch(message -> message.path("receipts").size() == receipts));

        assertThat(sent.state()).isEqualTo("delivered");
        assertThat(sent.broughtBy()).containsExactly(first);
        var challenge = sent.challenge().id();
        awaitDelivered(challenge);
        // What the later receipts would have brought about was published before this.
        var last = Sent.to(Phone.in(country, stack), stack);
        last.becomes("delivered");
        awaitDelivered(last.challenge().id());
        assertThat(stack.topics().of("sms-gateway.events").stream()
                        .filter(fact -> fact.mentions(challenge))
                        .map(fact -> fact.header("ce_type").replaceAll(".*\\.(\\w+)\\.v1", "$1")))
                .containsOnlyOnce("MessageDelivered")
                .isSubsetOf("MessageSent", "MessageDelivered");
    }

    private void awaitDelivered(String challenge) {
        stack.topics().await("sms-gateway.events", fact -> fact.is("MessageDelivered") && fact.mentions(challenge));
    }

    @Test
    void anAnswerThatComesTooLateIsTakenForTrueAndNobodyElseIsAsked() {
        awaitWell("smpp", "HU");
        var phone = Phone.in("HU", stack);
        stack.world().misbehave("smpp", "slow", 20_000, List.of(phone.e164()));

        var sent = Sent.to(phone, stack);
        sent.becomes("unknown");
        sent.becomes("sent", "delivered");

        assertThat(sent.attempts("provider")).containsExactly("smpp");
        assertThat(sent.broughtBy()).containsExactly("smpp");
        sent.challenge().answer(phone.nextCode()).expect(200);
    }

    @Test
    void aSessionThatBreaksWithManyUnderWayDoublesNothing() {
        awaitWell("smpp", "CH");
        var phones = phones(8, "CH");
        stack.world().misbehave("smpp", "disconnect", 0, numbers(phones));

        var sent = sendAtOnce(phones);
        sent.forEach(one -> one.becomes("unknown", "delivered"));
        stack.world().behave();
        awaitWell("smpp", "CZ");

        assertThat(sent).extracting(Sent::state).contains("unknown");
        assertThat(sent).allSatisfy(one -> {
            var unknown = one.state().equals("unknown");
            assertThat(one.attempts("outcome").getLast()).isEqualTo(unknown ? "unclear" : "taken");
            assertThat(one.attempts("outcome")).filteredOn("refused"::equals).hasSizeLessThan(3);
            assertThat(one.broughtBy())
                    .hasSizeLessThanOrEqualTo(1)
                    .isSubsetOf(one.attempts("provider").getLast());
            assertThat(unknown || !one.broughtBy().isEmpty()).isTrue();
        });
    }

    @Test
    void theGatewayDiesBetweenTheHandoverAndTheAnswer() {
        awaitWell("smpp", "CZ");
        var bySmpp = phones(3, "CZ");
        var byTwilio = phones(3, "US");
        stack.world().misbehave("smpp", "slow", 8_000, numbers(bySmpp));
        stack.world().misbehave("twilio", "slow", 8_000, numbers(byTwilio));
        var sent = sendAtOnce(Stream.concat(bySmpp.stream(), byTwilio.stream()).toList());
        var codes = sent.stream().map(one -> one.partner().phone().nextCode()).toList();

        stack.kill(SMS_GATEWAY);
        stack.world().behave();
        stack.awaitReady(SMS_GATEWAY);

        // A message centre has no list; Twilio has.
        sent.subList(0, 3).forEach(one -> one.becomes("unknown"));
        sent.subList(3, 6).forEach(one -> one.becomes("sent", "delivered"));
        awaitWell("smpp", "CZ");
        assertThat(sent.subList(0, 3)).extracting(Sent::broughtBy).containsOnly(List.of("smpp"));
        assertThat(sent.subList(3, 6)).extracting(Sent::broughtBy).containsOnly(List.of("twilio"));
        for (var i = 0; i < sent.size(); i++) {
            assertThat(sent.get(i).attempts("provider")).hasSize(1);
            sent.get(i).challenge().answer(codes.get(i)).expect(200);
        }
    }

    @Test
    void whereAllAreOutOfOrderItIsTriedAgainInTime() {
        awaitWell("smpp", "CZ");
        var phone = Phone.in("CZ", stack);
        stack.world().misbehave("smpp", "fail", 0, List.of(phone.e164()));
        stack.world().misbehave("twilio", "fail", 0, List.of(phone.e164()));
        var sent = Sent.to(phone, stack);
        await().atMost(PATIENCE).until(() -> sent.attempts("provider").size() > 2);

        stack.world().behave();

        sent.challenge().answer(phone.nextCode()).expect(200);
        sent.becomes("delivered");
        assertThat(sent.attempts("provider")).contains("smpp", "twilio");
        assertThat(sent.attempts("outcome")).containsOnlyOnce("taken");
        assertThat(sent.broughtBy()).hasSize(1);
    }

    private List<Phone> phones(int number, String country) {
        return Stream.generate(() -> Phone.in(country, stack)).limit(number).toList();
    }

    private static List<String> numbers(List<Phone> phones) {
        return phones.stream().map(Phone::e164).toList();
    }

    private List<Sent> sendAtOnce(List<Phone> phones) {
        return Parallel.all(phones.stream()
                .<Callable<Sent>>map(phone -> () -> Sent.to(phone, stack))
                .toList());
    }

    /** Sends until one went by that provider and arrived: it is asked first again, and what came before has been asked for. */
    private void awaitWell(String provider, String country) {
        await(provider + " is well").atMost(PATIENCE).until(() -> {
            var sent = Sent.to(Phone.in(country, stack), stack);
            sent.becomes("delivered");
            return sent.broughtBy().equals(List.of(provider));
        });
    }
}

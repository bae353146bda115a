package io.twofold.acceptance;

import static io.twofold.acceptance.stack.Service.IDENTITY;
import static io.twofold.acceptance.stack.Service.OTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.acceptance.person.Partner;
import io.twofold.acceptance.person.Person;
import io.twofold.acceptance.person.Phone;
import io.twofold.acceptance.stack.Api;
import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fifty codes too many at once, asked of two replicas: what the caller hears, and what arrives at the phones. */
class SendingBeyondTheLimits {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How many codes France gets in a day here; nobody else has a phone from there. */
    private static final int OF_A_COUNTRY = 20;

    private static Stack stack;
    private static Api api;

    @BeforeAll
    static void start() {
        stack = Stack.start(
                "--replicas",
                "otp=2",
                "--set",
                "otp:twofold.budgets.countries.FR=" + OF_A_COUNTRY,
                "--set",
                "otp:twofold.limits.address=3/PT5M");
        api = stack.api();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void aNumberGetsExactlyFiveMessagesAndTheRestIsRefused() {
        var partner = Partner.of(stack);
        var token = partner.token("otp");
        var phone = Phone.in("US", stack);

        var replies = atOnce(IntStream.range(0, 55).mapToObj(_ -> phone).toList(), token);

        assertThat(replies)
                .extracting(Reply::outcome)
                .filteredOn(outcome -> !outcome.equals("201"))
                .hasSize(50)
                .containsOnly("429 too_many_codes");
        assertThat(messagesOf(List.of(phone), 5, token)).isEqualTo(5);
    }

    @Test
    void aCountryGetsExactlyItsDaysMessagesAndNobodyIsRefused() {
        var partner = Partner.of(stack);
        var token = partner.token("otp");
        var numbers = new HashSet<String>();
        var phones = Stream.generate(() -> Phone.in("FR", stack))
                .filter(phone -> numbers.add(phone.e164()))
                .limit(OF_A_COUNTRY + 50)
                .toList();

        var replies = atOnce(phones, token);

        assertThat(replies).extracting(Reply::outcome).containsOnly("201");
        assertThat(messagesOf(phones, OF_A_COUNTRY, token)).isEqualTo(OF_A_COUNTRY);
    }

    @Test
    void claimingOtherAddressesHelpsNobody() {
        var person = Person.registered(stack);
        for (var claimed : List.of("198.51.100.1", "198.51.100.2", "2001:db8::3")) {
            enroll(person, claimed).expect(202);
        }
        enroll(person, "198.51.100.4").refusedWith(429, "too_many_codes");
        enroll(person, "198.51.100.4, 127.0.0.1").refusedWith(429, "too_many_codes");
    }

    private static Reply enroll(Person person, String claimed) {
        return person.post(IDENTITY, "/v1/two-factor/enrollments")
                .header("X-Forwarded-For", claimed)
                .json(Map.of("phoneNumber", person.phone().typed(), "method", "sms"))
                .send();
    }

    /** Asks both replicas in turn; who finds them overloaded asks again, as a client would. */
    private static List<Reply> atOnce(List<Phone> phones, String token) {
        var replicas = stack.replicas(OTP);
        assertThat(replicas).hasSize(2);
        return Parallel.all(IntStream.range(0, phones.size())
                .<Callable<Reply>>mapToObj(i -> () -> {
                    Reply reply;
                    do {
                        reply = ask(replicas.get(i % 2), phones.get(i), token);
                    } while (reply.isRefusal(503, "temporarily_unavailable"));
                    return reply;
                })
                .toList());
    }

    private static Reply ask(String replica, Phone phone, String token) {
        return api.post(replica, "/v1/challenges")
                .bearer(token)
                .json(Map.of(
                        "purpose",
                        "custom",
                        "binding",
                        UUID.randomUUID().toString(),
                        "channel",
                        "sms",
                        "destination",
                        Map.of("number", phone.e164())))
                .send();
    }

    /** What arrived once so many were expected, and another that was asked for after them is there. */
    private static int messagesOf(List<Phone> phones, int expected, String token) {
        await().atMost(PATIENCE).until(() -> count(phones) >= expected);
        var last = Phone.in("JP", stack);
        ask(stack.replicas(OTP).getFirst(), last, token).expect(201);
        last.nextCode();
        return count(phones);
    }

    private static int count(List<Phone> phones) {
        return phones.stream().mapToInt(phone -> phone.messages().size()).sum();
    }
}

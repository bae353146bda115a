package io.twofold.acceptance;

import static io.twofold.acceptance.stack.Service.OTP;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.acceptance.person.Partner;
import io.twofold.acceptance.person.Phone;
import io.twofold.acceptance.stack.Api;
import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * At every limit fifty codes too many at once, asked of two replicas: what the callers hear, and what arrives at the phones.
 * First of all, since a replica that is killed takes with it what it has leased of the day's money.
 */
@Order(1)
class SendingBeyondTheLimits {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TOO_MANY = 50;

    /**
     * A limit, how many codes it lets through, and what callers hear beyond it. That of a binding is in
     * {@link AbusingTheService}, since waits end by themselves.
     */
    enum Limit {
        NUMBER(5, "429 too_many_codes") {
            @Override
            Stream<Wish> wishes(Stack stack) {
                var phone = Phone.in("AT", stack);
                return Stream.generate(() -> new Wish(phone, Map.of()));
            }
        },
        ACCOUNT(10, "429 too_many_codes") {
            @Override
            Stream<Wish> wishes(Stack stack) {
                var account = fresh();
                return phonesOf("NL", stack).map(phone -> new Wish(phone, Map.of("accountId", account)));
            }
        },
        ADDRESS(Stack.SENDS_FROM_AN_ADDRESS, "429 too_many_codes") {
            @Override
            Stream<Wish> wishes(Stack stack) {
                return phonesOf("BE", stack).map(phone -> new Wish(phone, Map.of("clientIp", "203.0.113.80")));
            }
        },
        PROVEN(10, "429 too_many_codes") {
            @Override
            Stream<Wish> wishes(Stack stack) {
                var phone = Phone.in("AT", stack);
                var account = fresh();
                return Stream.generate(
                        () -> new Wish(phone, Map.of("purpose", "sign_in", "accountId", account, "proven", true)));
            }

            @Override
            String token(Stack stack) {
                return Partner.identity(stack).token("otp");
            }
        },
        /** From here on nobody may notice. */
        PREFIX(20, "201") {
            @Override
            Stream<Wish> wishes(Stack stack) {
                return Phone.inARow(sends() + TOO_MANY, "SE", stack).stream().map(phone -> new Wish(phone, Map.of()));
            }
        },
        COUNTRY(Stack.SENDS_TO_FRANCE, "201") {
            @Override
            Stream<Wish> wishes(Stack stack) {
                return phonesOf("FR", stack).map(phone -> new Wish(phone, Map.of()));
            }
        },
        MONEY(Stack.SENDS_TO_ICELAND, "201") {
            @Override
            Stream<Wish> wishes(Stack stack) {
                return phonesOf("IS", stack).map(phone -> new Wish(phone, Map.of()));
            }
        };

        private final int sends;
        private final String beyond;

        Limit(int sends, String beyond) {
            this.sends = sends;
            this.beyond = beyond;
        }

        /** What to ask for, without end or at least so often that it is too much. */
        abstract Stream<Wish> wishes(Stack stack);

        /** Of whoever asks. */
        String token(Stack stack) {
            return Partner.of(stack).token("otp");
        }

        int sends() {
            return sends;
        }

        /** What callers hear, and how often. */
        Map<String, Integer> outcomes() {
            var outcomes = new HashMap<>(Map.of("201", sends));
            outcomes.merge(beyond, TOO_MANY, Integer::sum);
            return outcomes;
        }

        private static String fresh() {
            return UUID.randomUUID().toString();
        }

        private static Stream<Phone> phonesOf(String country, Stack stack) {
            return Stream.generate(() -> Phone.in(country, stack));
        }
    }

    /**
     * A code to a phone.
     *
     * @param more members of the request, or others than the usual
     */
    record Wish(Phone phone, Map<String, Object> more) {

        Reply ask(String replica, String token) {
            return Partner.ask(API, replica, token, phone, more);
        }
    }

    private static final Stack STACK = TheRun.stack();
    private static final Api API = STACK.api();

    /** Whoever comes next finds money: one replica may hold all that is left until it has lain idle for seconds. */
    @AfterAll
    static void share() {
        var token = Partner.identity(STACK).token("otp");
        for (var replica : STACK.replicas(OTP)) {
            var wish = Limit.PROVEN.wishes(STACK).findFirst().orElseThrow();
            await().atMost(PATIENCE).until(() -> wish.ask(replica, token).status() == 201);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftArrivesAndNoMore(Limit limit) {
        // A new day has money of its own.
        await().atMost(Duration.ofMinutes(2))
                .until(() -> LocalTime.now(ZoneOffset.UTC).isBefore(LocalTime.of(23, 59)));
        var token = limit.token(STACK);
        var wishes = limit.wishes(STACK).limit(limit.sends() + TOO_MANY).toList();

        var replies = atOnce(wishes, token);

        assertThat(replies.stream().collect(toMap(Reply::outcome, _ -> 1, Integer::sum)))
                .isEqualTo(limit.outcomes());
        await().atMost(PATIENCE).until(() -> count(wishes) >= limit.sends());
        assertThat(requested(replies)).isEqualTo(limit.sends());
        assertThat(count(wishes)).isEqualTo(limit.sends());
    }

    /** Asks both replicas in turn. */
    private static List<Reply> atOnce(List<Wish> wishes, String token) {
        var replicas = STACK.replicas(OTP);
        assertThat(replicas).hasSize(2);
        return Parallel.all(IntStream.range(0, wishes.size())
                .<Callable<Reply>>mapToObj(i -> () -> wishes.get(i).ask(replicas.get(i % 2), token))
                .toList());
    }

    /** Of how many the gateway was asked to send them, once each replica has published what it did after them. */
    private static long requested(List<Reply> replies) {
        var token = Partner.of(STACK).token("otp");
        for (var replica : STACK.replicas(OTP)) {
            var last = API.post(replica, "/v1/challenges")
                    .bearer(token)
                    .json(Map.of("purpose", "custom", "binding", Limit.fresh(), "channel", "caller"))
                    .send()
                    .expect(201)
                    .get("/challengeId");
            STACK.topics().await("otp.events", fact -> fact.mentions(last));
        }
        var challenges = replies.stream()
                .filter(reply -> reply.status() == 201)
                .map(reply -> reply.get("/challengeId"))
                .collect(toSet());
        return STACK.topics().of("otp.deliveries").stream()
                .filter(fact -> fact.is("CodeDeliveryRequested") && challenges.contains(fact.header("ce_subject")))
                .map(fact -> fact.header("ce_id"))
                .distinct()
                .count();
    }

    private static int count(List<Wish> wishes) {
        var messages = STACK.world().messagesByPhone();
        return wishes.stream()
                .map(wish -> wish.phone().e164())
                .distinct()
                .mapToInt(number -> messages.getOrDefault(number, 0))
                .sum();
    }
}

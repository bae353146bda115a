package io.twofold.acceptance;

import static io.twofold.acceptance.person.Partner.otherThan;
import static io.twofold.acceptance.stack.Service.APP_PASSWORD;
import static io.twofold.acceptance.stack.Service.IDENTITY;
import static io.twofold.acceptance.stack.Service.OTP;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.twofold.acceptance.person.Partner;
import io.twofold.acceptance.person.Partner.Challenge;
import io.twofold.acceptance.person.Person;
import io.twofold.acceptance.person.Phone;
import io.twofold.acceptance.stack.Api;
import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ways in which the service is abused, one by one: what the caller gets, and what the victim sees. The table of them is
 * in {@code docs/threats.md}.
 */
class AbusingTheService {

    private static final Duration SOON = Duration.ofMinutes(1);

    /** So many wrong codes end a binding. */
    private static final int TRIES = 5;

    private final Stack stack = TheRun.stack();

    // --- Guessing
    // -----------------------------------------------------------------------------------------------------

    @Test
    void guessingAtOneCodeEndsAfterFiveTriesEvenForTheRightOne() {
        var partner = Partner.of(stack);
        var challenge = partner.challenge();
        var code = partner.phone().nextCode();
        for (var left = TRIES - 1; left >= 0; left--) {
            var refusal = challenge.answer(otherThan(code)).refusedWith(422, "incorrect_code");
            assertThat(refusal.json().path("attemptsLeft").asInt()).isEqualTo(left);
        }

        assertThat(challenge.answer(code).refusedWith(429, "too_many_attempts").header("Retry-After"))
                .matches("\\d+");
        challenge.resend().refusedWith(429, "too_many_attempts");

        assertThat(partner.phone().messages()).hasSize(1);
    }

    @Test
    void anotherChallengeOfTheSameBindingGivesNoTriesBack() {
        var partner = Partner.of(stack);
        var first = partner.challenge();
        var code = partner.phone().nextCode();
        for (var tried = 0; tried < TRIES - 1; tried++) {
            first.answer(otherThan(code)).refusedWith(422, "incorrect_code");
        }

        var issued = await().atMost(SOON).until(() -> partner.ask(first.binding()), reply -> reply.status() == 201);
        var second = new Challenge(issued.get("/challengeId"), first.binding(), first.token(), "", first.api());
        var newest = partner.phone().nextCode();
        assertThat(second.answer(otherThan(newest))
                        .refusedWith(422, "incorrect_code")
                        .get("/attemptsLeft"))
                .isEqualTo("0");

        second.answer(newest).refusedWith(429, "too_many_attempts");
        partner.ask(first.binding()).refusedWith(429, "too_many_attempts");
        assertThat(partner.phone().messages()).hasSize(2);
    }

    @Test
    void guessingOverManyChallengesEndsWithTheNumbersLimit() {
        var partner = Partner.of(stack);
        for (var sent = 0; sent < 5; sent++) {
            var challenge = partner.challenge();
            var code = partner.phone().nextCode();
            for (var tried = 0; tried < TRIES; tried++) {
                challenge.answer(otherThan(code)).refusedWith(422, "incorrect_code");
            }
            challenge.answer(code).refusedWith(429, "too_many_attempts");
        }

        partner.ask(fresh()).refusedWith(429, "too_many_codes");
        assertThat(partner.phone().messages()).hasSize(5);
    }

    @Test
    void guessingWithAStolenPasswordEndsWithALetterToTheOwner() {
        var owner = Person.enrolled(stack);
        for (var signIns = 0; signIns < 2; signIns++) {
            var thief = owner.onAnotherDevice();
            var pending = thief.signIn().expect(200);
            var code = owner.phone().nextCode();
            for (var tried = 0; tried < TRIES; tried++) {
                thief.answer(pending, otherThan(code)).refusedWith(422, "incorrect_code");
            }
        }

        var thief = owner.onAnotherDevice();
        var pending = thief.signIn().expect(200);
        assertThat(pending.json().has("codeSentTo")).isFalse();
        var refusal = thief.api()
                .post(IDENTITY, "/v1/sign-ins/" + pending.get("/signInId") + "/codes")
                .flowToken(pending.get("/flowToken"))
                .json(Map.of("phoneNumberId", pending.get("/phoneNumbers/0/id"), "method", "sms"))
                .send()
                .refusedWith(429, "too_many_attempts");
        assertThat(Integer.parseInt(refusal.header("Retry-After"))).isBetween(800, 900);

        await("a letter about it")
                .atMost(SOON)
                .until(() -> owner.letters().stream()
                        .anyMatch(letter -> letter.path("text").asText().contains("10 times in a row")));
        assertThat(owner.phone().messages()).as("with that of the enrolment").hasSize(3);
        assertThat(owner.signIn().expect(200).get("/state"))
                .as("the owner's own device")
                .isEqualTo("complete");
    }

    /** Whatever addresses they claim. */
    @Test
    void guessingOverManyAccountsEndsForWhoeverGuesses() {
        var owner = Person.registered(stack);
        var thief = stack.api();
        for (var tried = 0; tried < 20; tried++) {
            signIn(thief, "nobody" + tried % 7 + "-" + owner.email(), "198.51.100." + tried)
                    .refusedWith(401, "invalid_credentials");
        }

        assertThat(signIn(thief, owner.email(), "198.51.100.99")
                        .refusedWith(429, "too_many_attempts")
                        .header("Retry-After"))
                .matches("\\d+");
        owner.onAnotherDevice().signIn().expect(200);
    }

    private static Reply signIn(Api from, String email, String claimed) {
        return from.post(IDENTITY, "/v1/sign-ins")
                .header("X-Forwarded-For", claimed)
                .json(Map.of(
                        "email",
                        email,
                        "password",
                        "some correct horse",
                        "device",
                        Map.of("name", "Laptop", "kind", "computer")))
                .send();
    }

    // --- Bombing and pumping
    // ------------------------------------------------------------------------------------------

    @Test
    void bombingANumberFromManyAccountsAndAddressesEndsAfterFiveCodesAndTheOwnersOwnStillCome() {
        var victim = Person.enrolled(stack);
        var bombers = Parallel.times(6, () -> Person.registered(stack));

        var replies = bombers.stream()
                .map(bomber -> bomber.startEnrollment(victim.phone().typed(), "sms"))
                .toList();

        assertThat(replies)
                .extracting(Reply::outcome)
                .as("one code was the victim's own enrolment")
                .containsExactly("202", "202", "202", "202", "429 too_many_codes", "429 too_many_codes");
        await().atMost(SOON).until(() -> victim.phone().messages().size() == 5);
        IntStream.range(1, 5).forEach(_ -> victim.phone().nextMessage());
        var elsewhere = victim.onAnotherDevice();
        var pending = elsewhere.signIn().expect(200);
        elsewhere.answer(pending, victim.phone().nextCode()).expect(200);
        assertThat(victim.phone().messages()).hasSize(6);
    }

    @Test
    void fiveHundredNumbersInARowGetTheTwentyOfTheirPrefixAndWhoeverAsksCantTell() {
        var phones = Phone.inARow(500, "PL", stack);
        var token = Partner.of(stack).token("otp");
        var callers = 10;
        var share = phones.size() / callers;
        var replicas = stack.replicas(OTP);
        var api = stack.api();

        var replies = Parallel.all(IntStream.range(0, callers)
                        .<Callable<List<Pumped>>>mapToObj(caller ->
                                () -> phones.subList(caller * share, (caller + 1) * share).stream()
                                        .map(phone -> pump(api, replicas.get(caller % 2), phone, token))
                                        .toList())
                        .toList())
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(replies).extracting(pumped -> pumped.reply().status()).containsOnly(201);
        assertThat(replies.stream().map(pumped -> shape(pumped.reply())).distinct())
                .hasSize(1);
        await().atMost(SOON).until(() -> reached(phones).count() >= 20);
        arriveAfterThem();
        var numbers = reached(phones).toList();
        assertThat(numbers).hasSize(20);
        var told = replies.stream()
                .filter(pumped -> numbers.contains(pumped.phone().e164()))
                .findFirst()
                .orElseThrow();
        var quiet = replies.stream()
                .filter(pumped -> !numbers.contains(pumped.phone().e164()))
                .findFirst()
                .orElseThrow();
        assertThat(whatElseCanBeSeen(quiet, token)).isEqualTo(whatElseCanBeSeen(told, token));
    }

    /** A code asked for a number that earns on it. */
    private record Pumped(Phone phone, String binding, Reply reply) {}

    private static Pumped pump(Api api, String replica, Phone phone, String token) {
        var binding = fresh();
        var reply = Partner.ask(api, replica, token, phone, Map.of("binding", binding));
        return new Pumped(phone, binding, reply);
    }

    /** Whose phones got something. */
    private Stream<String> reached(List<Phone> phones) {
        var messages = stack.world().messagesByPhone();
        return phones.stream().map(Phone::e164).filter(messages::containsKey);
    }

    /** What of an answer doesn't differ from one code to the next anyway. */
    private static JsonNode shape(Reply reply) {
        ObjectNode body = reply.json().deepCopy();
        body.remove(List.of("challengeId", "binding", "createdAt", "expiresAt", "resendAvailableAt"));
        body.withObject("/sentTo").remove(List.of("masked", "lastDigits"));
        return body.set("headers", new TextNode(reply.headers().map().keySet().toString()));
    }

    private List<String> whatElseCanBeSeen(Pumped pumped, String token) {
        var challenge = new Challenge(pumped.reply().get("/challengeId"), pumped.binding(), token, "", stack.api());
        return Stream.of(challenge.answer("000000"), challenge.resend(), challenge.answer("000000", fresh()))
                .map(reply -> reply.outcome() + " " + reply.json().path("attemptsLeft") + " "
                        + reply.json().path("detail"))
                .toList();
    }

    private void arriveAfterThem() {
        var last = Partner.of(stack);
        last.challenge();
        last.phone().nextCode();
    }

    @ParameterizedTest
    @CsvSource({
        "+19002345678, premium",
        "+449012345678, premium",
        "+18002345678, toll_free",
        "+448001234567, toll_free",
        "+881612345678, satellite",
        "+870301234567, satellite",
        "+445612345678, voip"
    })
    void numbersThatEarnOrBelongToNobodyAreRefusedInWords(String e164, String kind) {
        var caller = Partner.of(stack)
                .call("POST", OTP, "/v1/challenges", "otp")
                .json(Map.of(
                        "purpose",
                        "custom",
                        "binding",
                        fresh(),
                        "channel",
                        "voice",
                        "destination",
                        Map.of("number", e164)))
                .send()
                .refusedWith(422, "phone_number_not_allowed");
        assertThat(caller.get("/kind")).isEqualTo(kind);
        assertThat(caller.get("/detail")).contains("mobile or landline number");
        var person = Person.registered(stack)
                .startEnrollment(Map.of("number", e164), "voice")
                .refusedWith(422, "phone_number_not_allowed");
        assertThat(person.get("/detail")).isEqualTo(caller.get("/detail"));

        assertThat(stack.world().messages(e164)).isEmpty();
    }

    @Test
    void aNumberThatIsKnownToBeVoipIsRefusedEvenIfItLooksLikeAMobiles() {
        await().atMost(SOON).until(() -> {
            var person = Person.registered(stack);
            stack.world().knows(person.phone().e164(), "voip");
            var reply = person.startEnrollment("sms");
            if (reply.status() == 202) {
                // Nobody said in time what is known.
                return false;
            }
            assertThat(reply.refusedWith(422, "phone_number_not_allowed").get("/kind"))
                    .isEqualTo("voip");
            assertThat(person.phone().messages()).isEmpty();
            return true;
        });
    }

    @ParameterizedTest
    @CsvSource({"AU, +61412345678", "CU, +5351234567"})
    void aCountryOffTheListIsRefusedHoweverItIsTyped(String country, String e164) {
        var person = Person.registered(stack);

        person.startEnrollment(Map.of("number", e164), "sms").refusedWith(422, "country_not_supported");
        person.startEnrollment(Map.of("country", country, "number", e164), "sms")
                .refusedWith(422, "country_not_supported");
        person.startEnrollment(Map.of("country", "US", "number", e164), "sms").refusedWith(422, "invalid_phone_number");

        assertThat(stack.world().messages(e164)).isEmpty();
    }

    @Test
    void aStormOfResendsBringsOneCodeAWait() {
        var partner = Partner.of(stack);
        var challenge = partner.challenge();
        partner.phone().nextCode();
        var began = System.nanoTime();
        await().atMost(SOON).until(() -> challenge.resend().status() == 200);
        partner.phone().nextCode();

        var outcomes = Parallel.all(IntStream.range(0, 50)
                        .<Callable<Reply>>mapToObj(
                                i -> () -> i % 2 == 0 ? challenge.resend() : partner.ask(challenge.binding()))
                        .toList())
                .stream()
                .collect(toMap(Reply::outcome, _ -> 1, Integer::sum));
        // The third may come 4 s after the second, on a slow machine.
        var waits = Duration.ofNanos(System.nanoTime() - began).toSeconds() / 4;

        var sent = outcomes.getOrDefault("200", 0) + outcomes.getOrDefault("201", 0);
        assertThat(outcomes).containsKey("429 resend_too_soon");
        assertThat(outcomes.keySet())
                .isSubsetOf("200", "201", "429 resend_too_soon", "422 code_superseded", "503 temporarily_unavailable");
        assertThat(sent).isLessThanOrEqualTo((int) waits);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(partner.phone().messages()).hasSizeGreaterThanOrEqualTo(2 + sent));
        arriveAfterThem();
        assertThat(partner.phone().messages()).hasSize(2 + sent);
    }

    // --- Going around a step
    // ------------------------------------------------------------------------------------------

    @Test
    void skippingAStepLeadsNowhere() {
        var person = Person.registered(stack);
        var enrollment = person.startEnrollment("sms").expect(202).get("/enrollmentId");
        var code = person.phone().nextCode();
        var other = Person.enrolled(stack);

        // What wasn't begun can't be finished, nor as something else.
        person.answerEnrollment(fresh(), code).refusedWith(404, "not_found");
        answerAs(person, "/v1/phone-numbers/verifications/" + enrollment, code).refusedWith(404, "not_found");
        other.answerEnrollment(enrollment, code).refusedWith(404, "not_found");
        person.createAppPassword("Too early").refusedWith(403, "two_factor_required");

        // Half a sign-in is none, and its token is for itself only.
        var elsewhere = other.onAnotherDevice();
        var pending = elsewhere.signIn().expect(200);
        var another = elsewhere.signIn().expect(200);
        var flowToken = pending.get("/flowToken");
        elsewhere.api().get(IDENTITY, "/v1/account").bearer(flowToken).send().refusedWith(401, "unauthorized");
        elsewhere
                .api()
                .get(APP_PASSWORD, "/v1/app-passwords")
                .bearer(flowToken)
                .send()
                .refusedWith(401, "unauthorized");
        elsewhere
                .api()
                .get(IDENTITY, "/v1/sign-ins/" + another.get("/signInId"))
                .flowToken(flowToken)
                .send()
                .refusedWith(404, "not_found");

        // Nor is a registration whose address nobody confirmed, whatever token is shown.
        var stranger = Person.somebody(stack);
        var registration = stranger.startRegistration().expect(202);
        stranger.signIn().refusedWith(401, "invalid_credentials");
        stranger.api()
                .post(IDENTITY, "/v1/registrations/" + registration.get("/registrationId") + "/code")
                .flowToken(flowToken)
                .json(Map.of("code", stranger.mailedCode()))
                .send()
                .refusedWith(404, "not_found");

        assertThat(person.phone().messages()).hasSize(1);
        assertThat(person.get(IDENTITY, "/v1/account").send().expect(200).get("/twoFactor/enabled"))
                .isEqualTo("false");
        person.answerEnrollment(enrollment, code).expect(200);
    }

    private static Reply answerAs(Person person, String flow, String code) {
        return person.post(IDENTITY, flow + "/verify")
                .json(Map.of("code", code))
                .send();
    }

    @Test
    void aCodeIsGoodForItsOwnBindingOnly() {
        var partner = Partner.of(stack);
        var one = partner.challenge();
        var itsCode = partner.phone().nextCode();
        var other = partner.challenge();
        var othersCode = partner.phone().nextCode();
        assertThat(othersCode).as("one case in a million").isNotEqualTo(itsCode);

        one.answer(itsCode, other.binding()).refusedWith(404, "not_found");
        assertThat(one.answer(othersCode).refusedWith(422, "incorrect_code").get("/attemptsLeft"))
                .isEqualTo("4");

        one.answer(itsCode).expect(200);
        other.answer(othersCode).expect(200);
        assertThat(partner.phone().messages()).hasSize(2);
    }

    @Test
    void aCodeOfOneFlowIsNothingToAnother() {
        var person = Person.enrolled(stack);
        var elsewhere = person.onAnotherDevice();
        var pending = elsewhere.signIn().expect(200);
        var signInCode = person.phone().nextCode();
        var partner = Partner.to(person.phone(), stack);
        partner.challenge();
        var partnersCode = person.phone().nextCode();
        assertThat(partnersCode).as("one case in a million").isNotEqualTo(signInCode);
        var thief = Person.registered(stack);
        var enrollment = thief.startEnrollment("sms").expect(202).get("/enrollmentId");

        elsewhere.answer(pending, partnersCode).refusedWith(422, "incorrect_code");
        thief.answerEnrollment(enrollment, signInCode).refusedWith(422, "incorrect_code");

        elsewhere.answer(pending, signInCode).expect(200);
    }

    // --- Claiming to be elsewhere
    // -------------------------------------------------------------------------------------

    @Test
    void claimingOtherAddressesHelpsNobody() {
        var person = Person.registered(stack);
        for (var sent = 1; sent <= Stack.SENDS_FROM_AN_ADDRESS; sent++) {
            enroll(person, "198.51.100." + sent).expect(202);
        }

        var unreached = person.anotherPhone();
        enroll(person, unreached, "198.51.100.77").refusedWith(429, "too_many_codes");
        enroll(person, unreached, "198.51.100.78, 127.0.0.1").refusedWith(429, "too_many_codes");

        assertThat(unreached.messages()).isEmpty();
        enroll(person.asOfNow(), "198.51.100.77").expect(202);
    }

    /** A proxy adds its word at the end; what stands before may be the client's. */
    @Test
    void claimingOtherAddressesToTheProxyHelpsNobodyEither() {
        var person = Person.registered(stack).behindTheProxy();
        for (var sent = 1; sent <= Stack.SENDS_FROM_AN_ADDRESS; sent++) {
            enroll(person, "198.51.100." + sent + ", 203.0.113.7").expect(202);
        }

        var unreached = person.anotherPhone();
        enroll(person, unreached, "198.51.100.77, 203.0.113.7").refusedWith(429, "too_many_codes");

        assertThat(unreached.messages()).isEmpty();
        enroll(person, "203.0.113.7, 203.0.113.8").expect(202);
    }

    private static Reply enroll(Person person, String claimed) {
        return enroll(person, person.anotherPhone(), claimed);
    }

    /** Claims it in the body as well. */
    private static Reply enroll(Person person, Phone phone, String claimed) {
        return person.post(IDENTITY, "/v1/two-factor/enrollments")
                .header("X-Forwarded-For", claimed)
                .header("Forwarded", "for=" + claimed.replaceFirst(",.*", ""))
                .header("X-Real-IP", claimed.replaceFirst(",.*", ""))
                .json(Map.of(
                        "phoneNumber", phone.typed(), "method", "sms", "clientIp", claimed.replaceFirst(",.*", "")))
                .send();
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }
}

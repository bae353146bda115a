package io.twofold.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.gateway.lookup.LookupSource.Answer;
import io.twofold.gateway.lookup.LookupSource.Answer.Failed;
import io.twofold.gateway.lookup.LookupSource.Answer.Known;
import io.twofold.gateway.lookup.LookupSource.Answer.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CamaraAsASource extends LookupSourceContract {

    private static final Operator OPERATOR = new Operator();
    private static final LookupHttp HTTP = new LookupHttp();

    @AfterAll
    static void stop() {
        OPERATOR.close();
    }

    @Override
    LookupSource source() {
        return source(Map.of());
    }

    @Override
    Operator operator() {
        return OPERATOR;
    }

    @Override
    NumberFacts everything() {
        return new NumberFacts(LineType.UNKNOWN, null, SWAP);
    }

    @Test
    void aTimeWithAnOffsetIsThatTime() {
        OPERATOR.knows(number().e164(), "mobile", null, "2026-01-30T12:00:00.000+02:00");
        assertThat(source().ask(number())).isEqualTo(new Known(everything()));
    }

    @Test
    void aLineWithoutASimIsNothingToKnow() {
        OPERATOR.refuses(number().e164(), 422, "{\"status\":422,\"code\":\"SERVICE_NOT_APPLICABLE\"}");
        assertThat(source().ask(number())).isEqualTo(new Known(NumberFacts.NONE));
        OPERATOR.refuses(number().e164(), 422, "{\"status\":422,\"code\":\"MISSING_IDENTIFIER\"}");
        assertThat(source().ask(number())).isEqualTo(new Refused("status_422"));
    }

    @Test
    void whereOnlyYesOrNoIsSaidAYesIsASwapNow() {
        LookupSource check = source(Map.of("camara.US.question", "check"));
        OPERATOR.knows(number().e164(), "mobile", null, SWAP.toString());
        Instant before = Instant.now();
        assertThat(check.ask(number()))
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.facts().simSwappedAt()).isBetween(before, Instant.now()));
        OPERATOR.knows(number().e164(), "mobile", null, null);
        assertThat(check.ask(number())).isEqualTo(new Known(NumberFacts.NONE));
    }

    @Test
    void oneTokenServesAll() throws Exception {
        LookupSource fresh = source(Map.of("camara.US.timeout", "PT5S"));
        OPERATOR.knows(number().e164(), "mobile", null, null);
        int before = OPERATOR.tokensGiven();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> questions = IntStream.range(0, 64)
                    .<Callable<Answer>>mapToObj(_ -> () -> fresh.ask(number()))
                    .toList();
            for (var answer : threads.invokeAll(questions)) {
                assertThat(answer.get()).isInstanceOf(Known.class);
            }
        }
        assertThat(OPERATOR.tokensGiven()).isEqualTo(before + 1);
    }

    @Test
    void aTokenThatIsRefusedIsNotUsedAgain() {
        LookupSource fresh = source(Map.of());
        OPERATOR.knows(number().e164(), "mobile", null, null);
        assertThat(fresh.ask(number())).isInstanceOf(Known.class);
        OPERATOR.forgetTokens();
        int before = OPERATOR.tokensGiven();
        assertThat(fresh.ask(number())).isInstanceOf(Known.class);
        assertThat(OPERATOR.tokensGiven()).isEqualTo(before + 1);
    }

    @Test
    void aSourceThatRefusesEveryTokenIsAskedTwiceAndHasFailed() {
        OPERATOR.refuses(number().e164(), 401);
        assertThat(source().ask(number())).isEqualTo(new Failed("status_401"));
        assertThat(OPERATOR.askedFor(number().e164())).isEqualTo(2);
    }

    @Test
    void aTimeThatCantBeReadIsAFailure() {
        OPERATOR.knows(number().e164(), "mobile", null, "yesterday");
        assertThat(source().ask(number())).isEqualTo(new Failed("unreadable_answer"));
        OPERATOR.knows(number().e164(), "mobile", null, null);
        assertThat(source().ask(number())).isEqualTo(new Known(NumberFacts.NONE));
    }

    @Test
    void nothingTravelsUnencryptedToAnotherMachineUnlessItMay() {
        assertThatThrownBy(() -> source(Map.of("camara.US.token-url", "http://operator.example/token")))
                .hasMessageContaining("twofold.lookups.camara.US.plain-text=true");
    }

    @Test
    void withoutATokenItIsAFailure() {
        assertThat(source(Map.of("camara.US.client-secret", "another")).ask(number()))
                .isEqualTo(new Failed("no_token"));
    }

    @Test
    void servesItsCountryAlone() {
        assertThat(source().serves("US")).isTrue();
        assertThat(source().serves("DE")).isFalse();
        assertThat(source().id()).isEqualTo("camara-us");
    }

    @Test
    void aCountryIsTwoCapitals() {
        Map<String, String> settings = Map.of(
                "camara.usa.url", "http://localhost",
                "camara.usa.token-url", "http://localhost",
                "camara.usa.client-id", "me",
                "camara.usa.client-secret", "x");
        assertThatThrownBy(() -> new LookupSources(LookupSettings.read(settings), HTTP, Clock.systemUTC()))
                .hasMessageContaining("two capitals");
    }

    private static LookupSource source(Map<String, String> changed) {
        return new CamaraSimSwap("US", LookupSettings.camara(OPERATOR, changed), HTTP, Clock.systemUTC());
    }
}

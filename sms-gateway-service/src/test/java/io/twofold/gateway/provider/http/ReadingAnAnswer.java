package io.twofold.gateway.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.Refusal;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAnAnswer {

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED_REQUEST",
        "401, UNAVAILABLE",
        "403, UNAVAILABLE",
        "404, UNAVAILABLE",
        "422, REJECTED_REQUEST",
        "429, SLOW_DOWN",
        "307, UNAVAILABLE",
        "308, UNAVAILABLE"
    })
    void aStatusThatSaysNoIsSortedWithoutAWordOfConfiguration(int status, Refusal refusal) {
        assertThat(read(Map.of(), status, ""))
                .isInstanceOfSatisfying(
                        NotTaken.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 204, 301, 302, 303, 304, 408, 500, 502, 503, 504, 599})
    void whatMayHaveGoneThroughIsUnclear(int status) {
        assertThat(read(Map.of(), status, "")).isInstanceOf(Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({
        "rejected_request, REJECTED_REQUEST",
        "rejected_number, REJECTED_NUMBER",
        "rejected-number, REJECTED_NUMBER",
        "blocked_as_fraud, BLOCKED_AS_FRAUD",
        "slow_down, SLOW_DOWN",
        "unavailable, UNAVAILABLE"
    })
    void configurationSaysWhatAnErrorMeansWhateverTheStatus(String word, Refusal refusal) {
        Map<String, String> settings = Map.of(
                "answer.error-at", "/errors/0/code", "answer.errors.E17", word, "answer.statuses.400", "unavailable");
        for (int status : new int[] {200, 400, 500}) {
            assertThat(read(settings, status, "{\"id\":\"1\",\"errors\":[{\"code\":\"E17\"}]}"))
                    .isEqualTo(new NotTaken(refusal, "e17", null));
        }
        assertThat(read(settings, 400, "{\"errors\":[{\"code\":\"E18\"}]}"))
                .isEqualTo(new NotTaken(Refusal.UNAVAILABLE, "provider_status_400", null));
    }

    @Test
    void aNumberForAnErrorIsAWordToo() {
        Map<String, String> settings = Map.of("answer.error-at", "/code", "answer.errors.21", "blocked_as_fraud");
        assertThat(read(settings, 200, "{\"code\":21}")).isEqualTo(new NotTaken(Refusal.BLOCKED_AS_FRAUD, "21", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"id\":null}",
                "{\"id\":\"\"}",
                "{\"id\":\" \"}",
                "{\"id\":\"7\\u0000\"}",
                "{\"id\":\"\\ud800\"}",
                "{\"id\":{}}",
                "[1]",
                "{",
                "<a/>"
            })
    void aSuccessWithoutAnIdIsUnclear(String body) {
        assertThat(read(Map.of(), 200, body)).isEqualTo(new Unclear("answer_without_id"));
    }

    @Test
    void anIdOfAnyLengthIsNotBelieved() {
        assertThat(read(Map.of(), 200, "{\"id\":\"" + "x".repeat(256) + "\"}"))
                .isEqualTo(new Unclear("answer_without_id"));
    }

    @Test
    void anIdIsFoundInTheBodyAHeaderOrByAPattern() {
        assertThat(read(Map.of("answer.id-at", "/messages/0/id"), 201, "{\"messages\":[{\"id\":4711}]}"))
                .isEqualTo(new Taken("4711"));
        assertThat(read(Map.of("answer.id-at", "", "answer.id-header", "X-Message-Id"), 200, ""))
                .isEqualTo(new Taken("from-header"));
        assertThat(read(Map.of("answer.id-at", "", "answer.id-pattern", "^OK id=(\\S+)$"), 200, "OK id=a7"))
                .isEqualTo(new Taken("a7"));
        assertThat(read(Map.of("answer.id-at", "", "answer.id-pattern", "^OK id=(\\S+)$"), 200, "ERR"))
                .isInstanceOf(Unclear.class);
    }

    @Test
    void aBodyMayHaveToSayThatItWasTaken() {
        Map<String, String> settings = Map.of("answer.taken-at", "/status", "answer.taken-values", "queued,sent");
        assertThat(read(settings, 200, "{\"id\":\"1\",\"status\":\"queued\"}")).isEqualTo(new Taken("1"));
        assertThat(read(settings, 200, "{\"id\":\"1\",\"status\":\"perhaps\"}"))
                .isEqualTo(new Unclear("unexpected_answer"));
        assertThat(read(Map.of("answer.taken-statuses", "202"), 200, "{\"id\":\"1\"}"))
                .isInstanceOf(Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Absent subscriber, absent_subscriber",
        "ERR-17 / unreachable, err_17_unreachable",
        "blocked:+14085550123,",
        "call 408 555 0123,",
        "'',",
        "'***',"
    })
    void aReasonIsWordsAndNoNumber(String said, String reason) {
        assertThat(Reasons.of(said).orElse(null)).isEqualTo(reason);
    }

    private static Handover read(Map<String, String> settings, int status, String body) {
        AnswerReader reader = new AnswerReader(
                "answer",
                Carriers.read(Carriers.described(new HashMap<>(settings))).answer());
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Message-Id", "from-header");
        return reader.read(new Reply(status, headers, body));
    }
}

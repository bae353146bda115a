package io.twofold.gateway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.twofold.fuzzing.Expense;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.Ledger;
import io.twofold.gateway.provider.Refusal;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;

/** An input is a header's value, in the next line another one, and then a body. */
public final class FuzzingAnswers {

    private static final List<Integer> STATUSES = List.of(200, 202, 204, 301, 307, 400, 401, 408, 429, 500, 503);

    private final AnswerReader byPlace = reader();
    private final AnswerReader byHeader = reader("answer.id-at", "", "answer.id-header", "X-Message-Id");
    private final AnswerReader byPattern = reader("answer.id-at", "", "answer.id-pattern", "OK ([^\\s]+)");
    private final AnswerReader byErrors = reader(
            "answer.error-at", "/error/code",
            "answer.errors.bad-number", "rejected-number",
            "answer.statuses.503", "unavailable",
            "answer.taken-at", "/status",
            "answer.taken-values", "ok");

    @FuzzTest
    public void isTakenOnlyWhereItSaysSo(byte[] input) {
        String[] lines = new String(input, UTF_8).split("\n", 3);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (lines.length == 3) {
            headers.add("X-Message-Id", lines[0]).add("Retry-After", lines[1]);
        }
        String body = lines[lines.length - 1];

        for (AnswerReader reader : List.of(byPlace, byHeader, byPattern, byErrors)) {
            for (int status : STATUSES) {
                Handover read = Expense.bounded(() -> reader.read(new Reply(status, headers, body)));
                switch (read) {
                    case Taken(var id) -> {
                        assertThat(status).isBetween(200, 299);
                        Ledger.isKeepable(id);
                        assertThat(lines[0] + body)
                                .as("in which an id is, as it is or escaped")
                                .isNotBlank();
                    }
                    case NotTaken(var refusal, var reason, var retryAfter) -> {
                        assertThat(refusal == Refusal.REJECTED_NUMBER
                                        || List.of(307, 400, 401, 429, 503).contains(status))
                                .as("what may have been taken isn't sent again")
                                .isTrue();
                        assertThat(reason).matches("[a-z0-9]+(_[a-z0-9]+)*");
                        assertThat(retryAfter == null ? Duration.ZERO : retryAfter)
                                .isBetween(Duration.ZERO, Duration.ofSeconds(99_999));
                    }
                    case Unclear(var reason) -> assertThat(reason).matches("[a-z0-9]+(_[a-z0-9]+)*");
                }
            }
        }
    }

    private static AnswerReader reader(String... changed) {
        return new AnswerReader("village.answer", Village.carrier(changed).answer());
    }
}

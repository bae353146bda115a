package io.twofold.otp.conversion;

import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.numbersOfOnePrefix;
import static io.twofold.otp.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.otp.Client;
import io.twofold.otp.OtpTest;
import io.twofold.otp.Reply;
import io.twofold.otp.Telephone;
import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OtpTest
class LookingAtTheStatistics {

    private final Client partner = Client.partner();
    private final Client operator = Client.operator();
    private final List<String> numbers = numbersOfOnePrefix(50);
    private final String prefix = numbers.getFirst().substring(0, 8);

    @Inject
    MutableClock clock;

    @Inject
    RollUp rollUp;

    @Test
    void showsWhatBecameOfTheSendsOfAPrefix() {
        Instant hour = beginAnHour();
        Reply twice = partner.issue(text("statistics of " + prefix, numbers.get(0)));
        clock.advance(Duration.ofSeconds(30));
        partner.resend(twice.id());
        for (int i = 1; i <= 22; i++) {
            partner.issue(text(freshBinding(), numbers.get(i)));
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(partner.verify(twice.id(), "statistics of " + prefix, Telephone.codeOf(twice.id(), 2))
                        .status())
                .isEqualTo(200);

        JsonNode row = row("prefix", hour, prefix).orElseThrow();

        assertThat(row.path("start").asText()).isEqualTo(hour.toString());
        assertThat(row.path("sends").asInt()).isEqualTo(20);
        assertThat(row.path("suppressed").asInt()).isEqualTo(4);
        assertThat(row.path("verifications").asInt()).isEqualTo(2);
        assertThat(row.path("undelivered").asInt()).isZero();
        assertThat(row.path("conversion").asDouble()).isEqualTo(0.1);
    }

    @ParameterizedTest
    @CsvSource({"country, US", "purpose, custom", "client, partner"})
    void showsTheSameByOtherThings(String by, String key) {
        Instant hour = beginAnHour();
        for (int i = 0; i < 3; i++) {
            partner.issue(text(freshBinding(), numbers.get(i)));
        }
        assertThat(row(by, hour, key).orElseThrow().path("sends").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"country, 89, true", "country, 91, false", "prefix, 6, true", "prefix, 8, false"})
    void saysSoWhereSomethingIsForgotten(String by, int days, boolean complete) {
        Instant from = clock.instant().minus(Duration.ofDays(days));
        Reply reply = operator.send("GET", "/v1/statistics?bucket=P30D&by=%s&from=%s".formatted(by, from), null);
        assertThat(reply.body().path("complete").asBoolean()).isEqualTo(complete);
    }

    @Test
    void isForOperatorsOnly() {
        assertThat(partner.send("GET", "/v1/statistics", null).outcome()).isEqualTo("403 forbidden");
        assertThat(operator.send("GET", "/v1/statistics", null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "by=colour,                                                by",
        "from=yesterday,                                           from",
        "to=2026-05-04,                                            to",
        "to=%2B999999999-12-31T23:59:59Z,                          to",
        "from=2026-05-05T00:00:00Z&to=2026-05-04T00:00:00Z,        from",
        "from=2024-05-05T00:00:00Z&to=2026-05-04T00:00:00Z,        from",
        "bucket=PT1M,                                              bucket",
        "bucket=P400D,                                             bucket",
        "bucket=PT-1H,                                             bucket",
        "bucket=1 hour; drop table tally,                          bucket"
    })
    void saysWhatIsWrongWithAQuestion(String question, String field) {
        Reply refused = operator.send("GET", "/v1/statistics?" + question.replace(' ', '+'), null);
        assertThat(refused.outcome()).isEqualTo("422 validation_failed");
        assertThat(refused.body().at("/violations/0/field").asText()).isEqualTo(field);
    }

    /** Nothing was sent in it yet. */
    private Instant beginAnHour() {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        clock.set(hour);
        return hour;
    }

    private Optional<JsonNode> row(String by, Instant hour, String key) {
        SummingUp.everything(rollUp);
        JsonNode answer = operator.send(
                        "GET",
                        "/v1/statistics?by=%s&from=%s&to=%s&bucket=PT1H"
                                .formatted(by, hour, hour.plus(Duration.ofHours(1))),
                        null)
                .body();
        assertThat(answer.path("complete").asBoolean()).isTrue();
        return StreamSupport.stream(answer.path("rows").spliterator(), false)
                .filter(row -> row.path("key").asText().equals(key))
                .findFirst();
    }
}

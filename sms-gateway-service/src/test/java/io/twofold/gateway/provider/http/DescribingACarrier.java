package io.twofold.gateway.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescribingACarrier {

    private static final Vertx VERTX = Vertx.vertx();

    private static final Map<String, String> RECEIPTS = Map.of(
            "receipts.id-at", "/id",
            "receipts.status-at", "/status",
            "receipts.statuses.DELIVRD", "delivered",
            "receipts.signature.secret", Carriers.SECRET);

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url | http://carrier.example/v1 | unencrypted",
                "url | ftp://carrier.example/v1 | address",
                "url | https://user:secret@carrier.example/v1 | address",
                "url | https://carrier.example/{to} | question mark",
                "url | //carrier.example | address",
                "url | https://carrier.example/?to={too} | unknown placeholder: too",
                "body | {\"to\":\"{to}\",\"text\":{text}} | JSON",
                "body | {\"to\":{to}} | JSON",
                "body | {\"to\":\"{to}\" | JSON",
                "body | {\"from\":\"{from}\"} | .from",
                "body | {\"cb\":\"{receipt-url}\"} | base-url",
                "headers.X-To | {to} | no placeholder but",
                "headers.Bad Name | x | isn't a header",
                "authentication.user | me | both user and password",
                "answer.id-header | X-Id | one must be set",
                "answer.id-at | id | JSON pointer",
                "answer.taken-at | /status | belong together",
                "answer.errors.x | unavailable | belong together",
                "answer.statuses.503 | perhaps | perhaps",
                "connect-timeout | PT0.01S | connect",
                "read-timeout | PT31S | read",
                "connections | 0 | connections",
                "timeout | PT1S | timeout",
                "tls.trust | /nowhere.pem | nowhere",
                "tls.key | /nowhere.pem | belong together"
            })
    void whatCantWorkStopsTheStartAndIsNamed(String setting, String value, String named) {
        assertThatThrownBy(() -> Carriers.configured(Map.of(setting, value), VERTX))
                .hasStackTraceContaining(named);
    }

    @Test
    void aPatternHasOneGroup() {
        for (String pattern : new String[] {"id=.*", "(a)(b)", "("}) {
            assertThatThrownBy(
                            () -> Carriers.configured(Map.of("answer.id-at", "", "answer.id-pattern", pattern), VERTX))
                    .hasMessageContaining("one group");
        }
    }

    @Test
    void oneWayInIsEnough() {
        Map<String, String> both =
                Map.of("authentication.user", "me", "authentication.password", "x", "authentication.token", "y");
        assertThatThrownBy(() -> Carriers.configured(both, VERTX)).hasMessageContaining("not by both");
    }

    @ParameterizedTest
    @CsvSource({
        "receipts.signature.secret, short, 16 bytes",
        "receipts.id-at, id, JSON pointer",
        "receipts.statuses.DELIVRD, arrived, arrived"
    })
    void receiptsThatCantBeReadStopTheStart(String setting, String value, String named) {
        Map<String, String> settings = new HashMap<>(RECEIPTS);
        settings.put(setting, value);
        assertThatThrownBy(() -> Carriers.configured(settings, VERTX)).hasStackTraceContaining(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"twilio", "smpp", "Village", "my_carrier", "7"})
    void anIdIsPlainAndNobodyElses(String id) {
        Map<String, String> settings = new HashMap<>();
        Carriers.described(Map.of())
                .forEach((name, value) -> settings.put("twofold.providers.http." + id + "." + name, value));
        assertThatThrownBy(() -> new HttpCarriers(Carriers.config(settings), VERTX, Clock.systemUTC()))
                .hasMessageContaining("id has up to 32");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url | https://carrier.example/v1?to={to}&text={text} | GET",
                "url | http://127.0.0.1:8080/v1 | POST",
                "url | http://[::1]:8080/v1 | PUT"
            })
    void whatCanWorkStarts(String setting, String value, String method) {
        assertThatCode(() -> Carriers.configured(Map.of(setting, value, "method", method), VERTX))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        Carriers.configured(Map.of("url", "http://carrier.example/v1", "plain-text", "true"), VERTX))
                .doesNotThrowAnyException();
    }

    @Test
    void withoutReceiptsThereAreNone() {
        assertThat(Carriers.configured(Map.of(), VERTX).receiptsOf("village")).isEmpty();
        assertThat(Carriers.configured(RECEIPTS, VERTX).receiptsOf("village")).isPresent();
        assertThat(Carriers.configured(RECEIPTS, VERTX).receiptsOf("town")).isEmpty();
    }
}

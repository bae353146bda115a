package io.twofold.otp.conversion;

import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.numbersOfOnePrefix;
import static io.twofold.otp.Client.text;
import static io.twofold.otp.Client.with;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.otp.Client;
import io.twofold.otp.Gateway;
import io.twofold.otp.OtpTest;
import io.twofold.otp.Reply;
import io.twofold.otp.Telephone;
import io.twofold.testing.Databases;
import io.twofold.testing.MutableClock;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A prefix is judged from 20 messages in an hour on, a country here from 100,000. */
@OtpTest
class SuspendingAPlace {

    private static final Duration ANSWERED = Duration.ofMinutes(4);

    private final Client partner = Client.partner();
    private final Client operator = Client.operator();
    private final List<String> numbers = numbersOfOnePrefix(50);
    private final String scope = "prefix:" + numbers.getFirst().substring(0, 8);
    private final List<String> bindings = new ArrayList<>();

    @Inject
    MutableClock clock;

    @Inject
    RollUp rollUp;

    @Inject
    WatchConversion watch;

    @Test
    void happensWhereNobodyTypesACodeBack() throws SQLException {
        List<Reply> replies = sent(20);
        clock.advance(ANSWERED);

        JsonNode suspension = awaitSuspension();
        assertThat(suspension.path("reason").asText()).isEqualTo("low_conversion");
        assertThat(suspension.path("until").asText())
                .isEqualTo(clock.instant().plus(Duration.ofHours(12)).toString());
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(Topics.read("otp.events").about(scope))
                        .hasSize(1)
                        .allSatisfy(event -> {
                            assertThat(event.header("ce_type")).isEqualTo("twofold.otp.SendingSuspended.v1");
                            assertThat(event.value())
                                    .isEqualTo("{\"scope\":\"%s\",\"reason\":\"low_conversion\",\"until\":\"%s\"}"
                                            .formatted(
                                                    scope,
                                                    suspension.path("until").asText()));
                        }));

        // The prefix' own 20 an hour are over by now: what is suppressed is suppressed by the suspension.
        clock.advance(Duration.ofHours(2));
        Reply unproven = partner.issue(text(freshBinding(), numbers.get(30)));
        assertThat(unproven.status()).isEqualTo(201);
        assertThat(unproven.body().properties().stream().map(member -> member.getKey()))
                .containsExactlyElementsOf(replies.getFirst().body().properties().stream()
                        .map(member -> member.getKey())
                        .toList());
        Reply proven = Client.identity()
                .issue(with(
                        with(
                                with(text(freshBinding(), numbers.get(31)), "purpose", "sign_in"),
                                "accountId",
                                UUID.randomUUID().toString()),
                        "proven",
                        true));
        assertThat(goneOut(unproven, proven)).containsExactly(proven.id());
    }

    @Test
    void endsByItself() throws SQLException {
        sent(20);
        clock.advance(ANSWERED);
        awaitSuspension();

        clock.advance(Duration.ofHours(12));

        await().atMost(20, SECONDS).until(this::lookedAt, Optional::isEmpty);
        await().atMost(20, SECONDS)
                .untilAsserted(
                        () -> assertThat(Topics.read("otp.events").about(scope).ofType("twofold.otp.SendingResumed.v1"))
                                .hasSize(1));
        Reply reply = partner.issue(text(freshBinding(), numbers.get(32)));
        assertThat(goneOut(reply)).containsExactly(reply.id());
    }

    @Test
    void isEndedByAnOperatorAndNotBegunAgainForTheSameMessages() throws SQLException {
        sent(20);
        clock.advance(ANSWERED);
        String id = awaitSuspension().path("id").asText();
        assertThat(partner.send("DELETE", "/v1/suspensions/" + id, null).outcome())
                .isEqualTo("403 forbidden");

        assertThat(operator.send("DELETE", "/v1/suspensions/" + id, null).status())
                .isEqualTo(204);
        // In one moment, by this clock.
        await().atMost(20, SECONDS)
                .untilAsserted(
                        () -> assertThat(Topics.read("otp.events").about(scope)).hasSize(2));
        assertThat(Topics.read("otp.events").about(scope))
                .extracting(event -> event.header("ce_sequence"))
                .isSorted()
                .doesNotHaveDuplicates();

        look();
        assertThat(suspension()).isEmpty();
        assertThat(operator.send("DELETE", "/v1/suspensions/" + id, null).outcome())
                .isEqualTo("404 not_found");
        assertThat(operator.send("DELETE", "/v1/suspensions/nonsense", null).outcome())
                .isEqualTo("404 not_found");
    }

    @Test
    void countsAReportThatComesAfterTheVerification() throws SQLException {
        Reply reply = issue(1).getFirst();
        partner.verify(reply.id(), bindings.getFirst(), Telephone.codeOf(reply.id(), 1));
        Gateway.sent(reply.id(), clock.instant());
        awaitSum("reached", 1);
        assertThat(sum("verified")).isEqualTo(1);
    }

    @Test
    void waitsAsLongAsPeopleMayTake() throws SQLException {
        sent(20);
        clock.advance(Duration.ofMinutes(2));
        look();
        assertThat(suspension()).isEmpty();
    }

    @Test
    void needsTwentyMessages() throws SQLException {
        sent(19);
        clock.advance(ANSWERED);
        look();
        assertThat(suspension()).isEmpty();
    }

    @Test
    void isSparedToAPlaceWhereATenthAnswers() throws SQLException {
        List<Reply> replies = sent(20);
        for (int i = 0; i < 2; i++) {
            String id = replies.get(i).id();
            assertThat(partner.verify(id, bindings.get(i), Telephone.codeOf(id, 1))
                            .status())
                    .isEqualTo(200);
        }
        clock.advance(ANSWERED);
        look();
        assertThat(suspension()).isEmpty();
    }

    @Test
    void isSparedToAPlaceThatMessagesDoNotReach() throws SQLException {
        List<Reply> replies = issue(20);
        replies.forEach(reply -> Gateway.lost(reply.id(), clock.instant()));
        awaitSum("undelivered", 20);
        clock.advance(ANSWERED);
        look();
        assertThat(suspension()).isEmpty();
        assertThat(sum("reached")).isZero();
    }

    @Test
    void isSparedToAPlaceWhoseMessagesNobodyHandsOver() throws SQLException {
        issue(20);
        awaitSum("sent", 20);
        clock.advance(ANSWERED);
        look();
        assertThat(suspension()).isEmpty();
    }

    @Test
    void happensToACountryToo() throws SQLException {
        note("XK", 100_000, 10_000);
        note("XL", 100_000, 9_999);
        note("XM", 99_999, 0);
        clock.advance(ANSWERED);
        await().atMost(20, SECONDS).until(() -> {
            look();
            return scopes().contains("country:XL");
        });
        assertThat(scopes()).doesNotContain("country:XK", "country:XM");
    }

    /** Ten to each prefix, which is too few to judge any of them. */
    private void note(String country, int reached, int verified) throws SQLException {
        try (Connection connection = Databases.connect("otp");
                PreparedStatement statement = connection.prepareStatement("""
                        insert into prefix_tally (
                            minute, country, prefix, proven, sent, suppressed, reached, undelivered, verified)
                        select ?, ?, '+' || ? || p, false, 10, 0, 10, 0, 0 from generate_series(1, ?) p
                        union all select ?, ?, '+' || ?, false, ?, 0, ?, 0, ?""")) {
            OffsetDateTime minute =
                    clock.instant().truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC);
            statement.setObject(1, minute);
            statement.setString(2, country);
            statement.setString(3, country);
            statement.setInt(4, reached / 10);
            statement.setObject(5, minute);
            statement.setString(6, country);
            statement.setString(7, country);
            statement.setInt(8, reached % 10);
            statement.setInt(9, reached % 10);
            statement.setInt(10, verified);
            statement.executeUpdate();
        }
    }

    /** Sends so many, and has a provider take them. */
    private List<Reply> sent(int count) throws SQLException {
        List<Reply> replies = issue(count);
        replies.forEach(reply -> Gateway.sent(reply.id(), clock.instant()));
        awaitSum("reached", count);
        return replies;
    }

    private List<Reply> issue(int count) {
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bindings.add(freshBinding());
            replies.add(partner.issue(text(bindings.get(i), numbers.get(i))));
        }
        return replies;
    }

    private List<String> goneOut(Reply... replies) {
        String last = partner.issue(text(freshBinding(), freshNumber())).id();
        return Telephone.sentBefore(
                last, List.of(replies).stream().map(Reply::id).toList());
    }

    /** May do nothing, if the service itself looks at that moment. */
    private void look() {
        SummingUp.everything(rollUp);
        watch.look();
    }

    private Optional<JsonNode> lookedAt() {
        look();
        return suspension();
    }

    private JsonNode awaitSuspension() {
        return await().atMost(20, SECONDS)
                .until(this::lookedAt, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> suspension() {
        return suspensions().stream()
                .filter(suspension -> suspension.path("scope").asText().equals(scope))
                .findFirst();
    }

    private List<String> scopes() {
        return suspensions().stream()
                .map(suspension -> suspension.path("scope").asText())
                .toList();
    }

    private List<JsonNode> suspensions() {
        return StreamSupport.stream(
                        operator.send("GET", "/v1/suspensions", null)
                                .body()
                                .path("suspensions")
                                .spliterator(),
                        false)
                .toList();
    }

    private void awaitSum(String column, int count) throws SQLException {
        await().atMost(30, SECONDS).until(() -> sum(column), sum -> sum == count);
    }

    private int sum(String column) throws SQLException {
        SummingUp.everything(rollUp);
        try (Connection connection = Databases.connect("otp");
                PreparedStatement statement = connection.prepareStatement(
                        "select coalesce(sum(" + column + "), 0) from prefix_tally where 'prefix:' || prefix = ?")) {
            statement.setString(1, scope);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}

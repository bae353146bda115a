package io.twofold.gateway.outside;

import static io.restassured.RestAssured.given;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.twofold.gateway.outside.FakeTwilio.Handed;
import io.twofold.testing.Databases;
import io.twofold.testing.TokenAuthority;
import io.twofold.testing.TopicRecords;
import io.twofold.testing.Topics;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** The service as its callers and its operators see it. */
public final class Gateway {

    public static final String DATABASE = "gateway";

    private static final String EVENTS = "sms-gateway.events";

    private Gateway() {}

    public static ConditionFactory eventually() {
        return await().atMost(60, SECONDS);
    }

    /** Lets an hour end that is about to, and with it a day: what is counted by them begins anew then. */
    public static void awaitAnHourWithRoom() {
        eventually()
                .until(
                        () -> Instant.now().truncatedTo(HOURS),
                        hour -> Instant.now().plusSeconds(30).isBefore(hour.plus(1, HOURS)));
    }

    public static String token(String client, String... scopes) {
        return TokenAuthority.serviceToken("sms-gateway-service", client, scopes);
    }

    /** What a service that may read deliveries is answered. */
    public static ValidatableResponse get(String path, String client) {
        return given().auth().oauth2(token(client, "messages")).get(path).then();
    }

    /** The deliveries of a request's challenge, as its client sees them. */
    public static JsonPath deliveriesOf(CodeRequest request) {
        return get("/v1/deliveries?challengeId=" + request.challengeId(), request.client())
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The state of that send, or null while there is none. */
    public static @Nullable String stateOf(CodeRequest request) {
        return deliveriesOf(request).getString("deliveries.find { it.send == " + request.send() + " }.state");
    }

    public static String idOf(CodeRequest request) {
        return deliveriesOf(request).getString("deliveries.find { it.send == " + request.send() + " }.deliveryId");
    }

    public static void awaitState(CodeRequest request, String state) {
        eventually().untilAsserted(() -> assertThat(stateOf(request)).isEqualTo(state));
    }

    /** Waits until Twilio has taken one for that number. */
    public static Handed awaitTaken(CodeRequest request) {
        return eventually()
                .until(() -> FakeTwilio.takenFor(request.number()), taken -> taken.size() == 1)
                .getFirst();
    }

    /** The types of what was published about a send, without prefix and version, in order. */
    public static List<String> eventsOf(CodeRequest request) {
        return recordsOf(request).stream()
                .map(record ->
                        String.valueOf(record.header("ce_type")).replaceAll("twofold\\.sms-gateway\\.|\\.v1", ""))
                .toList();
    }

    public static TopicRecords recordsOf(CodeRequest request) {
        return Topics.read(EVENTS).about(idOf(request));
    }

    /** Changes rows behind the service's back. */
    public static void sql(String statement, Object... parameters) {
        try (var connection = Databases.connect(DATABASE);
                var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only value that a query finds. */
    public static @Nullable Object value(String query, Object... parameters) {
        try (var connection = Databases.connect(DATABASE);
                var prepared = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            try (var rows = prepared.executeQuery()) {
                return rows.next() ? rows.getObject(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

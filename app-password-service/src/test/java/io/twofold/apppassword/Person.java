package io.twofold.apppassword;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.twofold.events.AccountRegistered;
import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Envelope;
import io.twofold.events.EventJson;
import io.twofold.events.IdentityEvent;
import io.twofold.events.TwoFactorEnabled;
import io.twofold.testing.Databases;
import io.twofold.testing.TokenAuthority;
import io.twofold.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Somebody with an account, and what identity-service says and issues about them. */
record Person(UUID id, String email) {

    static final String IDENTITY_EVENTS = "identity.events";
    static final String DEAD_LETTERS = "identity.events.app-password-service.dead-letter";
    static final String APP_PASSWORD_EVENTS = "app-password.events";

    /** Somebody this service has never heard of. */
    static Person unheardOf() {
        UUID id = UUID.randomUUID();
        return new Person(id, "ada." + id + "@example.org");
    }

    /** Somebody with an account, without two-factor authentication. */
    static Person registered() {
        Person person = unheardOf();
        person.told(1, new AccountRegistered(person.email(), "en"));
        return person;
    }

    /** Somebody with an account and two-factor authentication. */
    static Person withTwoFactor() {
        Person person = registered();
        person.told(2, new TwoFactorEnabled("sms", UUID.randomUUID().toString(), now()));
        return person;
    }

    static Instant now() {
        return TestClock.get().instant();
    }

    /** An event about this person, not yet published. */
    <E extends IdentityEvent> Envelope<E> event(long version, E fact) {
        return Envelope.of(UUID.randomUUID().toString(), id.toString(), id.toString(), now(), version, null, fact);
    }

    /** Publishes it and waits until it has had its effect. */
    <E extends IdentityEvent> Envelope<E> told(long version, E fact) {
        Envelope<E> event = event(version, fact);
        publish(event);
        awaitEffect(event.id());
        return event;
    }

    static void publish(Envelope<? extends IdentityEvent> event) {
        Topics.publish(IDENTITY_EVENTS, event.key(), CloudEventHeaders.of(event), data(event));
    }

    /** Publishes an event whose data nobody can read. */
    static void publishSpoilt(Envelope<? extends IdentityEvent> event) {
        Topics.publish(IDENTITY_EVENTS, event.key(), CloudEventHeaders.of(event), "{\"spoilt\":");
    }

    static void awaitEffect(String eventId) {
        await().atMost(60, SECONDS)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> exists("select 1 from inbox where event_id = ?", eventId));
    }

    static boolean exists(String query, Object parameter) throws SQLException {
        try (var connection = Databases.connect("app_password");
                var statement = connection.prepareStatement(query)) {
            statement.setObject(1, parameter);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** A fresh token of two factors. */
    String token() {
        return token(claims -> {});
    }

    String token(Consumer<JwtClaims> change) {
        return TokenAuthority.userToken(id, claims -> {
            claims.setStringClaim("email", email);
            issued(claims, now());
            change.accept(claims);
        });
    }

    /** A fresh token of one factor. */
    String tokenOfOneFactor() {
        return token(claims -> claims.setStringClaim("acr", "aal1"));
    }

    /** A fresh token of two factors, issued then. */
    String tokenIssued(Instant at) {
        return token(claims -> issued(claims, at));
    }

    private static void issued(JwtClaims claims, Instant at) {
        claims.setIssuedAt(NumericDate.fromMilliseconds(at.toEpochMilli()));
        claims.setExpirationTime(
                NumericDate.fromMilliseconds(at.plusSeconds(600).toEpochMilli()));
        claims.setClaim("auth_time", at.getEpochSecond());
    }

    /** Generates an app-specific password for the usual services. */
    AppPassword anAppPassword() {
        return anAppPassword(token());
    }

    static AppPassword anAppPassword(String token) {
        return AppPassword.of(generate(token, "{\"label\":\"Mail on the laptop\"}"));
    }

    record AppPassword(String id, String password) {
        static AppPassword of(Response made) {
            assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
            return new AppPassword(made.path("id"), made.path("password"));
        }
    }

    static Response generate(String token, String body) {
        return asUser(token).contentType(ContentType.JSON).body(body).post("/v1/app-passwords");
    }

    static RequestSpecification asUser(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    static RequestSpecification asMailServer() {
        return given().auth().preemptive().basic("mail-server", "the-secret-of-the-mail-server");
    }

    /** A mail server asks on behalf of a program at 203.0.113.7. */
    static Response verify(String username, String password, String service) {
        return verify(username, password, service, "203.0.113.7");
    }

    static Response verify(String username, String password, String service, String clientIp) {
        return asMailServer()
                .contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password, "service", service, "clientIp", clientIp))
                .post("/v1/app-passwords/verify");
    }

    /** Whether a mail program of this person is let in with it. */
    boolean isLetInWith(AppPassword appPassword) {
        Response answer = verify(email, appPassword.password(), "imap");
        if (answer.statusCode() == 429) {
            return false;
        }
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.path("active");
    }

    private static String data(Envelope<? extends IdentityEvent> event) {
        return new String(EventJson.write(event.data()), StandardCharsets.UTF_8);
    }
}

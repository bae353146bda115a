package io.twofold.identity.outside;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody with an account and a browser or phone in hand, who uses the API as their device would. */
public final class Person {

    private final String email;
    private final String password;
    private final String accountId;
    private final String number = Phones.aNumber();

    private Person(String email, String password, String accountId) {
        this.email = email;
        this.password = password;
        this.accountId = accountId;
    }

    /** A device on which somebody is signed in. */
    public record Device(
            String accountId,
            String sessionId,
            String accessToken,
            String refreshToken,
            String deviceId,
            String token) {

        public static Device of(Response complete) {
            assertThat(complete.statusCode()).as(complete.asString()).isEqualTo(200);
            assertThat(complete.path("state").toString()).isEqualTo("complete");
            return new Device(
                    complete.path("accountId"),
                    complete.path("session.id"),
                    complete.path("session.accessToken"),
                    complete.path("session.refreshToken"),
                    complete.path("device.id"),
                    complete.path("device.token"));
        }

        /** The same with the newer tokens of an answer that has a {@code session}. */
        public Device renewed(Response answer) {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            return new Device(
                    accountId,
                    answer.path("session.id"),
                    answer.path("session.accessToken"),
                    answer.path("session.refreshToken"),
                    deviceId,
                    token);
        }

        public Response get(String path) {
            return request(this, null).get(path);
        }

        public Response post(String path, Object body) {
            return request(this, body).post(path);
        }

        public Response post(String path) {
            return request(this, null).post(path);
        }

        public Response patch(String path, Object body) {
            return request(this, body).patch(path);
        }

        public Response delete(String path) {
            return request(this, null).delete(path);
        }

        /** Whether its tokens are still good for anything. */
        public boolean isSignedIn() {
            return get("/v1/account").statusCode() == 200;
        }
    }

    /** A sign-in that waits for its second factor. */
    public record PendingSignIn(String id, String flowToken) {

        public static PendingSignIn of(Response answer) {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            assertThat(answer.path("state").toString()).isEqualTo("second_factor_required");
            return new PendingSignIn(answer.path("signInId"), answer.path("flowToken"));
        }

        public Response verify(String code) {
            return post("/verify", Map.of("code", code));
        }

        public Response post(String path, Object body) {
            return flow(body).post("/v1/sign-ins/" + id + path);
        }

        public Response get() {
            return flow(null).get("/v1/sign-ins/" + id);
        }

        public Response delete() {
            return flow(null).delete("/v1/sign-ins/" + id);
        }

        private RequestSpecification flow(@Nullable Object body) {
            return request(null, body).header("Flow-Token", flowToken);
        }
    }

    /** Somebody new, with a confirmed address. */
    public static Person registered() {
        String email = "person-" + UUID.randomUUID() + "@example.org";
        String password = "correct horse " + UUID.randomUUID();
        Response begun =
                request(null, Map.of("email", email, "password", password)).post("/v1/registrations");
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
        String registrationId = begun.path("registrationId");
        String code = Phones.sentFor(registrationId).getLast().code();
        Response confirmed = request(null, Map.of("code", code))
                .header("Flow-Token", begun.<String>path("flowToken"))
                .post("/v1/registrations/" + registrationId + "/code");
        assertThat(confirmed.statusCode()).as(confirmed.asString()).isEqualTo(201);
        return new Person(email, password, confirmed.path("accountId"));
    }

    /** Signs in where the password is enough. */
    public Device signedIn() {
        return signedInOn("computer");
    }

    /** Signs in where the password is enough, on a device of that kind. */
    public Device signedInOn(String kind) {
        return Device.of(signIn(kind, null));
    }

    /** The password step, on a device that is new or shows its token. */
    public Response signIn(String kind, @Nullable String deviceToken) {
        Map<String, Object> device = new LinkedHashMap<>(Map.of("name", "My " + kind, "kind", kind));
        if (deviceToken != null) {
            device.put("token", deviceToken);
        }
        return request(null, Map.of("email", email, "password", password, "device", device))
                .post("/v1/sign-ins");
    }

    /** The password step where a second factor is needed. */
    public PendingSignIn signingIn(String kind) {
        return PendingSignIn.of(signIn(kind, null));
    }

    /** Both steps on a new device. */
    public Device signedInWithCode(String kind) {
        return Device.of(signingIn(kind).verify(code()));
    }

    /** Both steps on a new device, with the wish to trust it or not. */
    public Device signedInWithCode(String kind, boolean trustDevice) {
        return Device.of(signingIn(kind).post("/verify", Map.of("code", code(), "trustDevice", trustDevice)));
    }

    /** Asks for an enrolment with this person's number. */
    public Response enroll(Device device) {
        return device.post(
                "/v1/two-factor/enrollments", Map.of("phoneNumber", Map.of("number", number), "method", "sms"));
    }

    /** Turns two-factor authentication on. */
    public Device enrolled(Device device) {
        Response challenge = enroll(device);
        assertThat(challenge.statusCode()).as(challenge.asString()).isEqualTo(202);
        return device.renewed(device.post(
                "/v1/two-factor/enrollments/" + challenge.path("enrollmentId") + "/verify", Map.of("code", code())));
    }

    /** Trusts one more number. */
    public String trustedNumber(Device device, String e164) {
        Response challenge = device.post("/v1/phone-numbers", Map.of("number", e164, "method", "sms"));
        assertThat(challenge.statusCode()).as(challenge.asString()).isEqualTo(202);
        Response added = device.post(
                "/v1/phone-numbers/verifications/" + challenge.path("verificationId") + "/verify",
                Map.of("code", Phones.codeSentTo(e164)));
        assertThat(added.statusCode()).as(added.asString()).isEqualTo(200);
        return added.path("id");
    }

    /** Gives the password once more. */
    public Response reauthenticate(Device device) {
        return device.post("/v1/reauthentications", Map.of("password", password));
    }

    /** Gives the password once more where that is enough. Needs no living access token but the session's own. */
    public Response reauthenticated(Device device) {
        Response proven = reauthenticate(refreshed(device));
        assertThat(proven.statusCode()).as(proven.asString()).isEqualTo(200);
        return proven;
    }

    /** Renews the access token. */
    public Device refreshed(Device device) {
        Response renewed = given().contentType("application/x-www-form-urlencoded")
                .formParam("grant_type", "refresh_token")
                .formParam("client_id", "twofold-account")
                .formParam("refresh_token", device.refreshToken())
                .post("/oauth2/token");
        assertThat(renewed.statusCode()).as(renewed.asString()).isEqualTo(200);
        return new Device(
                device.accountId(),
                device.sessionId(),
                renewed.path("access_token"),
                renewed.path("refresh_token"),
                device.deviceId(),
                device.token());
    }

    /** The newest code on this person's phone. */
    public String code() {
        return Phones.codeSentTo(number);
    }

    /** Six digits that are not the newest code. */
    public String wrongCode() {
        return Phones.wrongCodeFor(number);
    }

    public String number() {
        return number;
    }

    public String email() {
        return email;
    }

    public String password() {
        return password;
    }

    public String accountId() {
        return accountId;
    }

    private static RequestSpecification request(@Nullable Device device, @Nullable Object body) {
        RequestSpecification request = given();
        if (device != null) {
            request.auth().oauth2(device.accessToken());
        }
        return body == null ? request : request.contentType(ContentType.JSON).body(body);
    }
}

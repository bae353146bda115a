package io.twofold.identity.phone;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import io.twofold.identity.outside.Person.Device;
import io.twofold.identity.outside.Phones;
import io.twofold.identity.outside.Phones.Sent;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** otp-service limits codes per address, and hears of it from here: what the proxy saw, not what the client says. */
@IdentityTest
class AskingForACodeFromAnAddress {

    private static final String INVENTED = "192.0.2.1";
    private static final String FIRST = "198.51.100.1";
    private static final String SECOND = "198.51.100.2";

    @Test
    void isToldForAnEnrolmentAndItsResends() {
        Device device = Person.registered().signedIn();
        String number = Phones.aNumber();
        Response begun = from(FIRST)
                .header("Authorization", "Bearer " + device.accessToken())
                .body(Map.of("phoneNumber", Map.of("number", number), "method", "sms"))
                .post("/v1/two-factor/enrollments");
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);

        Response again = from(SECOND)
                .header("Authorization", "Bearer " + device.accessToken())
                .body(Map.of())
                .post("/v1/two-factor/enrollments/" + begun.path("enrollmentId") + "/resend");

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(202);
        assertThat(Phones.sentTo(number)).extracting(Sent::clientIp).containsExactly(FIRST, SECOND);
    }

    @Test
    void isToldForASignInAndItsResends() {
        Person person = Person.registered();
        person.enrolled(person.signedIn());
        Response begun = from(FIRST)
                .body(Map.of(
                        "email",
                        person.email(),
                        "password",
                        person.password(),
                        "device",
                        Map.of("name", "Another", "kind", "computer")))
                .post("/v1/sign-ins");
        assertThat(begun.<String>path("state")).isEqualTo("second_factor_required");

        Response again = from(SECOND)
                .header("Flow-Token", begun.<String>path("flowToken"))
                .body(Map.of("phoneNumberId", begun.<String>path("phoneNumbers[0].id"), "method", "sms"))
                .post("/v1/sign-ins/" + begun.path("signInId") + "/codes");

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(202);
        assertThat(Phones.sentFor(begun.path("signInId")))
                .extracting(Sent::clientIp)
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void isToldForARegistrationAndItsResends() {
        Response begun = from(FIRST)
                .body(Map.of(
                        "email", "person-" + UUID.randomUUID() + "@example.org", "password", "correct horse staple"))
                .post("/v1/registrations");
        String id = begun.path("registrationId");

        Response again = from(SECOND)
                .header("Flow-Token", begun.<String>path("flowToken"))
                .post("/v1/registrations/" + id + "/resend");

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(202);
        assertThat(Phones.sentFor(id)).extracting(Sent::clientIp).containsExactly(FIRST, SECOND);
    }

    private static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", INVENTED + ", " + address).contentType(ContentType.JSON);
    }
}

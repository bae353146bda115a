package io.twofold.apppassword;

import static io.restassured.RestAssured.given;
import static io.twofold.apppassword.Person.generate;
import static io.twofold.apppassword.Person.verify;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.twofold.apppassword.Person.AppPassword;
import io.twofold.events.PasswordChanged;
import io.twofold.testing.Outages;
import java.net.URI;
import org.junit.jupiter.api.Test;

@FeatureTest
class TheDatabaseAway {

    @TestHTTPResource(value = "/", management = true)
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    URI management;

    @Test
    void callersAreToldToComeBackAndNothingIsLost() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        var change = ada.event(3, new PasswordChanged(Person.now(), "changed"));
        try (var _ = Outages.database("app_password")) {
            verify(ada.email(), made.password(), "imap")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("temporarily_unavailable"));
            generate(ada.token(), "{\"label\":\"One\"}").then().statusCode(503);
            given().get(management.resolve("/q/health/live")).then().statusCode(200);
            given().get(management.resolve("/q/health/ready")).then().statusCode(200);
            Person.publish(change);
        }
        await().atMost(60, SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(ada.isLetInWith(made)).isFalse());
        Person.awaitEffect(change.id());
    }
}

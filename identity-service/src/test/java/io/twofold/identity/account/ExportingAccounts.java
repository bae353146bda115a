package io.twofold.identity.account;

import static io.restassured.RestAssured.given;
import static io.twofold.identity.outside.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.outside.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IdentityTest
class ExportingAccounts {

    private static final String PATH = "/v1/accounts/export";

    private String reader;

    @BeforeEach
    void getToken() {
        reader = token("reader", "the-reader-shows-this-in-tests-only!", "accounts:read");
    }

    @Test
    void givesEachLivingAccountOncePageByPage() {
        List<String> made = Stream.generate(Person::registered)
                .limit(5)
                .map(Person::accountId)
                .toList();
        Person gone = Person.registered();
        gone.signedIn().delete("/v1/account");

        List<String> exported = new ArrayList<>();
        String cursor = null;
        do {
            Response page = page(cursor, 2);
            assertThat(page.<List<String>>path("accounts.accountId")).hasSizeLessThanOrEqualTo(2);
            exported.addAll(page.path("accounts.accountId"));
            cursor = page.path("nextCursor");
        } while (cursor != null);

        assertThat(exported).doesNotHaveDuplicates().containsAll(made).doesNotContain(gone.accountId());
    }

    @Test
    void tellsWhatEventsTell() {
        Person person = Person.registered();

        List<Object> found = page(null, 1000).path("accounts.findAll { it.accountId == '" + person.accountId() + "' }");

        assertThat(found)
                .singleElement()
                .asString()
                .contains(person.email(), "twoFactorEnabled=false", "version=1", "passwordChangedAt=");
    }

    @Test
    void isForServicesWithThatScope() {
        String partner = token("partner", "the-partner-shows-this-in-tests-only", "introspect");
        String person = Person.registered().signedIn().accessToken();

        assertProblem(given().auth().oauth2(partner).get(PATH), 403, "forbidden");
        assertProblem(given().auth().oauth2(person).get(PATH), 401, "unauthorized");
        assertProblem(given().get(PATH), 401, "unauthorized");
    }

    @Test
    void refusesPagesOfNonsense() {
        assertProblem(given().auth().oauth2(reader).get(PATH + "?limit=0"), 422, "validation_failed");
        assertProblem(given().auth().oauth2(reader).get(PATH + "?limit=1001"), 422, "validation_failed");
    }

    private Response page(@Nullable String cursor, int limit) {
        Response page = given().auth()
                .oauth2(reader)
                .get(PATH + "?limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor));
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
        return page;
    }

    private static String token(String client, String secret, String scope) {
        return given().auth()
                .preemptive()
                .basic(client, secret)
                .formParam("grant_type", "client_credentials")
                .formParam("scope", scope)
                .post("/oauth2/token")
                .path("access_token");
    }
}

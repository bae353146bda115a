package io.twofold.kit.probe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.twofold.testing.TokenAuthority;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@KitTest
class RepeatingARequest {

    @Test
    void theSameKeyAndBodyGetTheSameAnswer() {
        String key = UUID.randomUUID().toString();
        String first = post("a", key, "123456").then().statusCode(201).extract().asString();
        String second =
                post("a", key, "123456").then().statusCode(201).extract().asString();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        post("a", key, "123456").then().statusCode(201);
        post("a", key, "123457").then().statusCode(422).body("code", equalTo("idempotency_key_reused"));
    }

    @Test
    void keysOfTwoCallersHaveNothingToDoWithEachOther() {
        String key = UUID.randomUUID().toString();
        String first = post("a", key, "123456").then().statusCode(201).extract().path("id");
        post("b", key, "123456").then().statusCode(201).body("id", org.hamcrest.Matchers.not(equalTo(first)));
    }

    @Test
    void anAnswerWithASecretIsNotKept() {
        String key = UUID.randomUUID().toString();
        String id = post("a", key, "012345").then().statusCode(201).extract().path("id");
        post("a", key, "012345")
                .then()
                .statusCode(409)
                .body("code", equalTo("already_done"))
                .body("id", equalTo(id));
    }

    @Test
    void aRefusalMayBeAskedAgain() {
        String key = UUID.randomUUID().toString();
        post("a", key, "912345").then().statusCode(422);
        post("a", key, "123456").then().statusCode(201);
    }

    @Test
    void aKeyMayHaveSpacesInIt() {
        String key = "order " + UUID.randomUUID();
        String first = post("a", key, "123456").then().statusCode(201).extract().path("id");
        post("a", key, "123456").then().statusCode(201).body("id", equalTo(first));
    }

    @Test
    void aKeyOfMoreThan255CharactersIsRefused() {
        post("a", "x".repeat(256), "123456").then().statusCode(422).body("code", equalTo("validation_failed"));
    }

    @Test
    void thirtyTwoAtOnceHaveOneEffect() throws Exception {
        String key = UUID.randomUUID().toString();
        int before = ProbeResource.EFFECTS.get();
        CyclicBarrier barrier = new CyclicBarrier(32);
        Callable<Response> call = () -> {
            barrier.await();
            return post("race", key, "555555");
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = threads.invokeAll(java.util.Collections.nCopies(32, call)).stream()
                    .map(Future::resultNow)
                    .map(Response::statusCode)
                    .toList();
            assertThat(statuses).contains(201).containsOnly(201, 409);
        }
        assertThat(ProbeResource.EFFECTS.get() - before).isEqualTo(1);
    }

    private static Response post(String client, String key, String code) {
        return given().auth()
                .oauth2(TokenAuthority.serviceToken("kit-probe", client, "probe"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body("{\"code\":\"" + code + "\"}")
                .post("/probe/idempotent");
    }
}

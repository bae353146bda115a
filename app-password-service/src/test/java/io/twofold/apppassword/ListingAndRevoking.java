package io.twofold.apppassword;

import static io.twofold.apppassword.Person.APP_PASSWORD_EVENTS;
import static io.twofold.apppassword.Person.asUser;
import static io.twofold.apppassword.Person.verify;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.twofold.apppassword.Person.AppPassword;
import io.twofold.testing.TopicRecord;
import io.twofold.testing.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@FeatureTest
class ListingAndRevoking {

    @Test
    void theListHasOnesOwnOldestFirst() {
        Person ada = Person.withTwoFactor();
        AppPassword first = ada.anAppPassword();
        TestClock.get().advance(Duration.ofSeconds(1));
        AppPassword second = ada.anAppPassword();
        Person.withTwoFactor().anAppPassword();
        List<Map<String, Object>> listed =
                asUser(ada.tokenOfOneFactor()).get("/v1/app-passwords").path("appPasswords");
        assertThat(listed).extracting("id").containsExactly(first.id(), second.id());
        assertThat(listed.getFirst()).containsOnlyKeys("id", "label", "services", "createdAt");
    }

    @Test
    void aRevokedOneIsDeadAndGone() {
        Person ada = Person.withTwoFactor();
        AppPassword revoked = ada.anAppPassword();
        AppPassword kept = ada.anAppPassword();
        revoke(ada, revoked.id()).then().statusCode(204);
        assertThat(ada.isLetInWith(revoked)).isFalse();
        assertThat(ada.isLetInWith(kept)).isTrue();
        assertThat(asUser(ada.token()).get("/v1/app-passwords").<List<String>>path("appPasswords.id"))
                .containsExactly(kept.id());
        revoke(ada, revoked.id()).then().statusCode(404);
    }

    @Test
    void endingAccessIsAlwaysEasy() {
        Person ada = Person.withTwoFactor();
        AppPassword revoked = ada.anAppPassword();
        String oldAndWeak = ada.token(claims -> {
            claims.setStringClaim("acr", "aal1");
            claims.setClaim("auth_time", 0);
        });
        asUser(oldAndWeak).delete("/v1/app-passwords/" + revoked.id()).then().statusCode(204);
    }

    @Test
    void thoseOfOthersAreNotThere() {
        Person ada = Person.withTwoFactor();
        AppPassword hers = ada.anAppPassword();
        Person mallory = Person.withTwoFactor();
        revoke(mallory, hers.id()).then().statusCode(404).body("code", equalTo("not_found"));
        revoke(mallory, "0198c1b0-7c2e-7b66-a1f9-4e6d8c0b5565")
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
        revoke(mallory, "no-id").then().statusCode(404).body("code", equalTo("not_found"));
        assertThat(ada.isLetInWith(hers)).isTrue();
    }

    @Test
    void allCanGoAtOnce() {
        Person ada = Person.withTwoFactor();
        AppPassword first = ada.anAppPassword();
        AppPassword second = ada.anAppPassword();
        AppPassword ofAnother = Person.withTwoFactor().anAppPassword();
        asUser(ada.token()).delete("/v1/app-passwords").then().statusCode(204);
        assertThat(ada.isLetInWith(first)).isFalse();
        assertThat(ada.isLetInWith(second)).isFalse();
        assertThat(asUser(ada.token()).get("/v1/app-passwords").<List<?>>path("appPasswords"))
                .isEmpty();
        await().atMost(60, SECONDS).untilAsserted(() -> {
            assertThat(revocations(first)).hasSize(1);
            assertThat(revocations(second)).hasSize(1);
        });
        TopicRecord fact = revocations(first).getFirst();
        assertThat(fact.value()).contains("\"reason\":\"revoked\"");
        assertThat(fact.key()).isEqualTo(ada.id().toString());
        assertThat(revocations(ofAnother)).isEmpty();
    }

    @Test
    void withoutATokenNothingIsListedOrRevoked() {
        asUser("nonsense").get("/v1/app-passwords").then().statusCode(401);
        asUser("nonsense").delete("/v1/app-passwords").then().statusCode(401);
        asUser("nonsense")
                .delete("/v1/app-passwords/0198c1b0-7c2e-7b66-a1f9-4e6d8c0b5565")
                .then()
                .statusCode(401);
    }

    /** A program that keeps knocking is out with the very next knock after the answer 204. */
    @Test
    void onceRevokedNoCheckThatStartsLaterLetsItIn() throws Exception {
        Person ada = Person.withTwoFactor();
        AppPassword revoked = ada.anAppPassword();
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Boolean>> tasks = new ArrayList<>();
        tasks.add(() -> {
            int status = revoke(ada, revoked.id()).statusCode();
            done.set(true);
            return status == 204;
        });
        for (int program = 0; program < 8; program++) {
            String address = "203.0.113." + program;
            tasks.add(() -> {
                boolean wasDone;
                do {
                    wasDone = done.get();
                    var answer = verify(ada.email(), revoked.password(), "imap", address);
                    if (wasDone && answer.asString().contains("\"active\":true")) {
                        return false;
                    }
                } while (!wasDone);
                return true;
            });
        }
        assertThat(Parallel.run(tasks)).containsOnly(true);
    }

    @Test
    void revokedByManyAtOnceItEndsOnce() throws Exception {
        Person ada = Person.withTwoFactor();
        AppPassword revoked = ada.anAppPassword();
        List<Integer> answers = Parallel.run(16, () -> revoke(ada, revoked.id()).statusCode());
        assertThat(answers).containsOnly(204, 404).containsOnlyOnce(204);
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(revocations(revoked)).hasSize(1));
    }

    private static Response revoke(Person person, String id) {
        return asUser(person.token()).delete("/v1/app-passwords/" + id);
    }

    private static List<TopicRecord> revocations(AppPassword appPassword) {
        return Topics.read(APP_PASSWORD_EVENTS)
                .about(appPassword.id())
                .ofType("twofold.app-password.AppPasswordRevoked.v1");
    }
}

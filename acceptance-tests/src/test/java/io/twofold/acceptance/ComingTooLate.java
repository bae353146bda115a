package io.twofold.acceptance;

import static io.twofold.acceptance.stack.Service.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Codes and proofs that have grown old. They were begun with the run; nearly last, so that nobody has to wait long for it. The
 * tokens of that time may be over by then, which is not what is looked at here.
 */
@Order(Integer.MAX_VALUE - 1)
class ComingTooLate {

    @Test
    void aCodeIsRefused() {
        old(Stack.LIFE_OF_A_CODE);

        var partner = TheRun.latePartner();
        partner.asOfNow(TheRun.oldChallenge())
                .answer(partner.phone().nextCode())
                .refusedWith(410, "code_expired");
    }

    @Test
    void aCodeTurnsNothingOn() {
        var person = TheRun.latePerson();
        old(Stack.LIFE_OF_A_CODE);
        person.refresh().expect(200);

        person.answerEnrollment(TheRun.oldEnrollment(), person.phone().nextCode())
                .refusedWith(410, "code_expired");

        assertThat(person.get(IDENTITY, "/v1/account").send().expect(200).get("/twoFactor/enabled"))
                .isEqualTo("false");
    }

    @Test
    void aProofIsAskedForAgain() {
        var person = TheRun.whoWentAway();
        old(Stack.FRESH);
        person.refresh().expect(200);

        staleFor(person.createAppPassword("Mail"));
        staleFor(person.changePassword());
        staleFor(person.delete(IDENTITY, "/v1/two-factor").send());
        staleFor(person.delete(IDENTITY, "/v1/account").send());

        assertThat(person.reauthenticate().expect(200).get("/state")).isEqualTo("complete");
        person.createAppPassword("Mail").expect(201);
        person.changePassword().expect(204);
    }

    private static void staleFor(Reply refusal) {
        refusal.refusedWith(401, "reauthentication_required");
        assertThat(refusal.header("WWW-Authenticate"))
                .contains("error=\"insufficient_user_authentication\"")
                .contains("max_age=" + Stack.FRESH.toSeconds());
    }

    private static void old(Duration age) {
        await().atMost(age.plusSeconds(10))
                .until(() -> Instant.now().isAfter(TheRun.begun().plus(age)));
    }
}

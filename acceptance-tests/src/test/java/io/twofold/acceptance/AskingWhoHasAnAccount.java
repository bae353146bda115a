package io.twofold.acceptance;

import static io.twofold.acceptance.stack.Service.APP_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.acceptance.person.Person;
import io.twofold.acceptance.stack.Reply;
import io.twofold.acceptance.stack.Stack;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A stranger can't tell from any answer whether an address has an account. */
class AskingWhoHasAnAccount {

    private final Stack stack = TheRun.stack();

    @Test
    void aRegistrationAnswersAlike() {
        var known = Person.registered(stack);
        var unknown = Person.somebody(stack);

        var ofKnown = known.startRegistration();
        var ofUnknown = unknown.startRegistration();

        assertThat(shapeOf(ofKnown)).isEqualTo(shapeOf(ofUnknown));
        assertThat(ofKnown.status()).isEqualTo(202);
    }

    @Test
    void aSignInAnswersAlike() {
        var known = Person.enrolled(stack).onAnotherDevice();
        var unknown = Person.somebody(stack);

        var ofKnown = known.signIn("not the password");
        var ofUnknown = unknown.signIn("not the password");

        ofKnown.refusedWith(401, "invalid_credentials");
        assertThat(ofKnown.text()).isEqualTo(ofUnknown.text());
        assertThat(shapeOf(ofKnown)).isEqualTo(shapeOf(ofUnknown));
    }

    @Test
    void aMailServerLearnsNothing() {
        var known = Person.enrolled(stack);
        known.createAppPassword("Mail").expect(201);
        var unknown = Person.somebody(stack);
        var wrong = "abcd-efgh-ijkl-mnop-qrst-uvwx";

        var ofKnown = known.showToMailServer(wrong);
        var ofUnknown = unknown.showToMailServer(wrong);

        assertThat(ofKnown.text()).isEqualTo(ofUnknown.text());
        assertThat(shapeOf(ofKnown)).isEqualTo(shapeOf(ofUnknown));
    }

    @Test
    void guessingAtAMailServerIsSlowedDownAlike() {
        for (var person : new Person[] {Person.enrolled(stack), Person.somebody(stack)}) {
            for (var attempt = 1; attempt <= 10; attempt++) {
                guess(person).expect(200);
            }
            guess(person).refusedWith(429, "too_many_attempts");
        }
    }

    @Test
    void guessingNeverLocksTheOwnerOut() {
        var person = Person.enrolled(stack);
        var shown = person.createAppPassword("Mail").expect(201).get("/password");
        for (var attempt = 1; attempt <= 12; attempt++) {
            guess(person);
        }

        assertThat(person.mailServerAccepts(shown)).isTrue();
    }

    private Reply guess(Person person) {
        return person.api()
                .post(APP_PASSWORD, "/v1/app-passwords/verify")
                .basic("mail-server", stack.verifierSecret("mail-server"))
                .json(Map.of(
                        "username", person.email(),
                        "password", "abcd-efgh-ijkl-mnop-qrst-uvwx",
                        "service", "imap",
                        "clientIp", "192.0.2.1"))
                .send();
    }

    /** Status, the names of headers and the names of members. */
    private static String shapeOf(Reply reply) {
        var members = new TreeSet<String>();
        reply.json().fieldNames().forEachRemaining(members::add);
        return reply.status() + " " + new TreeSet<>(reply.headers().map().keySet()) + " " + members;
    }
}

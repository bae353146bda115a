package io.twofold.acceptance;

import io.twofold.acceptance.person.Partner;
import io.twofold.acceptance.person.Person;
import io.twofold.acceptance.stack.Stack;
import java.time.Instant;

/**
 * The stack that serves all tests, and what is begun on it at once because it has to grow old: {@link ComingTooLate} looks at
 * that when everything else is over.
 */
final class TheRun {

    private static final TheRun RUN = new TheRun(Stack.start());

    private final Stack stack;
    private final Partner latePartner;
    private final Partner.Challenge oldChallenge;
    private final Person latePerson;
    private final String oldEnrollment;
    private final Person whoWentAway;
    private final Instant begun;

    private TheRun(Stack stack) {
        this.stack = stack;
        latePartner = Partner.of(stack);
        oldChallenge = latePartner.challenge();
        latePerson = Person.registered(stack);
        oldEnrollment = latePerson.startEnrollment("sms").expect(202).get("/enrollmentId");
        whoWentAway = Person.enrolled(stack);
        begun = Instant.now();
    }

    static Stack stack() {
        return RUN.stack;
    }

    /** Who got a code at the beginning. */
    static Partner latePartner() {
        return RUN.latePartner;
    }

    static Partner.Challenge oldChallenge() {
        return RUN.oldChallenge;
    }

    /** Who was about to turn two-factor authentication on at the beginning. */
    static Person latePerson() {
        return RUN.latePerson;
    }

    static String oldEnrollment() {
        return RUN.oldEnrollment;
    }

    /** Who proved at the beginning, and not since, that they are there. */
    static Person whoWentAway() {
        return RUN.whoWentAway;
    }

    /** When all of that had been begun. */
    static Instant begun() {
        return RUN.begun;
    }
}

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

    private static final Stack STACK = Stack.start();

    private static final Partner LATE_PARTNER = Partner.of(STACK);
    private static final Partner.Challenge OLD_CHALLENGE = LATE_PARTNER.challenge();

    private static final Person LATE_PERSON = Person.registered(STACK);
    private static final String OLD_ENROLLMENT =
            LATE_PERSON.startEnrollment("sms").expect(202).get("/enrollmentId");

    private static final Person WHO_WENT_AWAY = Person.enrolled(STACK);
    private static final Instant BEGUN = Instant.now();

    private TheRun() {}

    static Stack stack() {
        return STACK;
    }

    /** Who got a code at the beginning. */
    static Partner latePartner() {
        return LATE_PARTNER;
    }

    static Partner.Challenge oldChallenge() {
        return OLD_CHALLENGE;
    }

    /** Who was about to turn two-factor authentication on at the beginning. */
    static Person latePerson() {
        return LATE_PERSON;
    }

    static String oldEnrollment() {
        return OLD_ENROLLMENT;
    }

    /** Who proved at the beginning, and not since, that they are there. */
    static Person whoWentAway() {
        return WHO_WENT_AWAY;
    }

    /** When all of that had been begun. */
    static Instant begun() {
        return BEGUN;
    }
}

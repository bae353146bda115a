package io.twofold.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.acceptance.person.Partner;
import io.twofold.acceptance.person.Person;
import io.twofold.acceptance.person.Secrets;
import io.twofold.acceptance.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * No code, password, app-specific password, token or full phone number that anybody used in this run is in a log, a topic or
 * a database. Runs last, so that the run is as full as it can be.
 */
@Order(Integer.MAX_VALUE)
class WhatARunLeavesBehind {

    private static final Stack STACK = TheRun.stack();

    private final SecretSearch search = new SecretSearch(Secrets.used());
    private final Map<String, Object> found = new TreeMap<>();

    /** The whole main job with some trouble on the way, whether or not other tests ran before. */
    @BeforeAll
    static void aFullRun() {
        var person = Person.enrolled(STACK);
        person.onAnotherDevice().signInWithCode();
        var shown = person.createAppPassword("Mail").expect(201).get("/password");
        person.mailServerAccepts(shown);
        person.signIn(shown).expect(401);
        person.refresh().expect(200);
        person.changePassword().expect(204);
        person.showToMailServer(person.password()).expect(200);
        Person.registered(STACK).enroll("voice");
        var partner = Partner.of(STACK);
        var challenge = partner.challenge();
        challenge.answer(partner.phone().nextCode()).expect(200);
        var given = partner.challenge("caller");
        given.answer(given.code()).expect(200);
        STACK.topics().await("identity.events", "PasswordChanged", person.accountId());
    }

    @Test
    void noSecretIsInALog() throws IOException {
        for (var log : STACK.logs()) {
            look(log.getFileName().toString(), Files.readAllBytes(log));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void noSecretIsInATopic() {
        for (var fact : STACK.topics().everything()) {
            var place = fact.topic() + " " + fact.header("ce_type");
            look(place, fact.value());
            look(place, String.valueOf(fact.key()).getBytes(UTF_8));
            fact.headers().values().forEach(header -> look(place, header.getBytes(UTF_8)));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void noSecretIsInADatabase() {
        for (var cell : STACK.databases().dump()) {
            look(cell.place(), cell.content());
        }

        assertThat(found).isEmpty();
    }

    @Test
    void thereWasMuchToBeFound() {
        assertThat(Secrets.used().values())
                .contains(
                        "code",
                        "password",
                        "app password",
                        "access token",
                        "refresh token",
                        "flow token",
                        "device token",
                        "phone number");
        assertThat(STACK.logs()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(STACK.databases().dump()).hasSizeGreaterThan(100);
        assertThat(STACK.topics().everything()).hasSizeGreaterThan(10);
    }

    private void look(String place, byte[] text) {
        var kinds = search.kindsIn(text);
        if (!kinds.isEmpty()) {
            found.put(place, kinds);
        }
    }
}

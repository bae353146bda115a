package io.twofold.apppassword;

import static io.twofold.apppassword.Person.APP_PASSWORD_EVENTS;
import static io.twofold.apppassword.Person.DEAD_LETTERS;
import static io.twofold.apppassword.Person.anAppPassword;
import static io.twofold.apppassword.Person.asUser;
import static io.twofold.apppassword.Person.generate;
import static io.twofold.apppassword.Person.now;
import static io.twofold.apppassword.Person.verify;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.twofold.apppassword.Person.AppPassword;
import io.twofold.events.AccountDeleted;
import io.twofold.events.AccountLocked;
import io.twofold.events.AccountRegistered;
import io.twofold.events.AccountUnlocked;
import io.twofold.events.CloudEventHeaders;
import io.twofold.events.EmailChanged;
import io.twofold.events.Envelope;
import io.twofold.events.IdentityEvent;
import io.twofold.events.PasswordChanged;
import io.twofold.events.SessionsEnded;
import io.twofold.events.SignedIn;
import io.twofold.events.TwoFactorDisabled;
import io.twofold.events.TwoFactorEnabled;
import io.twofold.testing.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@FeatureTest
class FollowingIdentity {

    @Test
    void aPasswordChangeEndsWhatWasMadeBefore() {
        Person ada = Person.withTwoFactor();
        AppPassword before = ada.anAppPassword();
        ada.told(3, new PasswordChanged(now(), "changed"));
        AppPassword after = anAppPassword(ada.tokenIssued(now().plusSeconds(1)));
        assertThat(ada.isLetInWith(before)).isFalse();
        assertThat(ada.isLetInWith(after)).isTrue();
        assertRevoked(before, "password_changed");
    }

    @Test
    void aPasswordChangeThatComesLateEndsOnlyWhatWasMadeBeforeIt() {
        Person ada = Person.withTwoFactor();
        AppPassword before = anAppPassword(ada.tokenIssued(now().minusSeconds(10)));
        AppPassword after = ada.anAppPassword();
        ada.told(3, new PasswordChanged(now().minusSeconds(5), "reset"));
        assertThat(ada.isLetInWith(before)).isFalse();
        assertThat(ada.isLetInWith(after)).isTrue();
    }

    @Test
    void turningTwoFactorOffEndsThem() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        ada.told(3, new TwoFactorDisabled(now(), "turned_off"));
        assertThat(ada.isLetInWith(made)).isFalse();
        assertRevoked(made, "two_factor_disabled");
    }

    @Test
    void turningTwoFactorOnAgainDoesNotBringThemBack() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        ada.told(3, new TwoFactorDisabled(now(), "turned_off"));
        ada.told(4, new TwoFactorEnabled("sms", UUID.randomUUID().toString(), now()));
        assertThat(ada.isLetInWith(made)).isFalse();
    }

    @Test
    void anOlderFactDoesNotUndoANewerOne() {
        Person ada = Person.registered();
        Instant disabledAt = now().minusSeconds(60);
        ada.told(9, new EmailChanged("new." + ada.email()));
        ada.told(8, new EmailChanged("old." + ada.email()));
        ada.told(7, new TwoFactorEnabled("sms", UUID.randomUUID().toString(), now()));
        ada.told(6, new TwoFactorDisabled(disabledAt, "turned_off"));
        AppPassword made = ada.anAppPassword();
        verify("new." + ada.email(), made.password(), "imap").then().body("active", equalTo(true));
        generate(ada.tokenOfOneFactor(), "{\"label\":\"One\"}")
                .then()
                .statusCode(401)
                .body("code", equalTo("reauthentication_required"));
    }

    @Test
    void aLateEventForOneFactDoesNotSwallowAnother() {
        Person ada = Person.unheardOf();
        ada.told(5, new PasswordChanged(now().minusSeconds(60), "changed"));
        ada.told(1, new AccountRegistered(ada.email(), "en"));
        ada.told(2, new TwoFactorEnabled("sms", UUID.randomUUID().toString(), now()));
        generate(ada.tokenOfOneFactor(), "{\"label\":\"One\"}")
                .then()
                .body("code", equalTo("reauthentication_required"));
        assertThat(ada.isLetInWith(ada.anAppPassword())).isTrue();
    }

    @Test
    void anOperatorsLockEndsThemForGood() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        ada.told(3, new AccountLocked("abuse"));
        ada.told(4, new AccountUnlocked());
        assertThat(ada.isLetInWith(made)).isFalse();
        assertRevoked(made, "account_locked");
    }

    @Test
    void aDeletedAccountLeavesItsIdOnly() throws Exception {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        ada.told(3, new AccountDeleted(now()));
        ada.told(2, new EmailChanged("late." + ada.email()));
        assertThat(ada.isLetInWith(made)).isFalse();
        assertRevoked(made, "account_deleted");
        assertThat(Person.exists(
                        "select 1 from account where id = ? and email is null and email_folded is null", ada.id()))
                .isTrue();
        assertThat(Person.exists("select 1 from app_password where account_id = ?", ada.id()))
                .isFalse();
    }

    @Test
    void theSameFactsInAnyOrderAndTwiceComeToTheSame() {
        for (int seed = 0; seed < 10; seed++) {
            Person ada = Person.unheardOf();
            Instant start = now().minusSeconds(100);
            AppPassword first = anAppPassword(ada.tokenIssued(start.plusSeconds(20)));
            AppPassword second = anAppPassword(ada.tokenIssued(start.plusSeconds(40)));
            AppPassword third = anAppPassword(ada.tokenIssued(start.plusSeconds(60)));
            List<Envelope<? extends IdentityEvent>> facts = new ArrayList<>(List.of(
                    ada.event(1, new AccountRegistered("first." + ada.email(), "en")),
                    ada.event(2, new TwoFactorEnabled("sms", UUID.randomUUID().toString(), start.plusSeconds(2))),
                    ada.event(3, new PasswordChanged(start.plusSeconds(21), "changed")),
                    ada.event(4, new EmailChanged(ada.email())),
                    ada.event(5, new TwoFactorDisabled(start.plusSeconds(41), "turned_off")),
                    ada.event(6, new TwoFactorEnabled("voice", UUID.randomUUID().toString(), start.plusSeconds(50))),
                    ada.event(7, new SessionsEnded(List.of(), true, start.plusSeconds(52), "signed_out")),
                    ada.event(
                            8,
                            new SignedIn(
                                    UUID.randomUUID().toString(),
                                    UUID.randomUUID().toString(),
                                    true,
                                    List.of("pwd")))));
            facts.addAll(List.copyOf(facts));
            Collections.shuffle(facts, new Random(seed));
            facts.forEach(Person::publish);
            Envelope<? extends IdentityEvent> last = ada.event(9, new EmailChanged(ada.email()));
            Person.publish(last);
            Person.awaitEffect(last.id());
            assertThat(ada.isLetInWith(first)).as("first, seed " + seed).isFalse();
            assertThat(ada.isLetInWith(second)).as("second, seed " + seed).isFalse();
            assertThat(ada.isLetInWith(third)).as("third, seed " + seed).isTrue();
            asUser(ada.tokenIssued(start.plusSeconds(51)))
                    .get("/v1/app-passwords")
                    .then()
                    .statusCode(401);
            generate(ada.tokenOfOneFactor(), "{\"label\":\"One\"}")
                    .then()
                    .body("code", equalTo("reauthentication_required"));
        }
    }

    @Test
    void anUnreadableEventThatTakesAccessAwayHoldsTheAccountBackUntilItIsReplayed() throws Exception {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        AppPassword younger = anAppPassword(ada.tokenIssued(now().plusSeconds(1)));
        AppPassword ofAnother = Person.withTwoFactor().anAppPassword();
        Envelope<PasswordChanged> change = ada.event(3, new PasswordChanged(now(), "changed"));

        Person.publishSpoilt(change);
        awaitDeadLetter(change.id());
        assertThat(ada.isLetInWith(made)).isFalse();
        assertThat(ada.isLetInWith(younger)).isFalse();
        generate(ada.tokenIssued(now().plusSeconds(1)), "{\"label\":\"One\"}")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("300"));
        assertThat(Person.exists("select 1 from app_password where id = ?", UUID.fromString(ofAnother.id())))
                .isTrue();

        Person.publish(change);
        Person.awaitEffect(change.id());
        assertThat(ada.isLetInWith(made)).isFalse();
        assertThat(ada.isLetInWith(younger)).isTrue();
    }

    @Test
    void thePartitionMovesOnBehindAnUnreadableEvent() {
        Person ada = Person.withTwoFactor();
        Envelope<EmailChanged> spoilt = ada.event(3, new EmailChanged("lost@example.org"));
        Person.publishSpoilt(spoilt);
        ada.told(4, new EmailChanged("found." + ada.email()));
        awaitDeadLetter(spoilt.id());
        AppPassword made = ada.anAppPassword();
        verify("found." + ada.email(), made.password(), "imap").then().body("active", equalTo(true));
    }

    @Test
    void anEventOfWhichNotEvenTheTypeIsReadableHoldsTheAccountBack() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        Envelope<PasswordChanged> change = ada.event(3, new PasswordChanged(now(), "changed"));
        Map<String, String> headers = new HashMap<>(CloudEventHeaders.of(change));
        headers.remove(CloudEventHeaders.TYPE);
        Topics.publish(Person.IDENTITY_EVENTS, change.key(), headers, "{}");
        awaitDeadLetter(change.id());
        assertThat(ada.isLetInWith(made)).isFalse();
    }

    @Test
    void soItDoesUntilItIsReplayedEvenIfItThenTurnsOutToChangeNothing() {
        Person ada = Person.withTwoFactor();
        AppPassword made = ada.anAppPassword();
        Envelope<SignedIn> signedIn = ada.event(
                3, new SignedIn(UUID.randomUUID().toString(), UUID.randomUUID().toString(), true, List.of("pwd")));
        Map<String, String> headers = new HashMap<>(CloudEventHeaders.of(signedIn));
        headers.remove(CloudEventHeaders.TYPE);
        Topics.publish(Person.IDENTITY_EVENTS, signedIn.key(), headers, "{}");
        awaitDeadLetter(signedIn.id());
        assertThat(ada.isLetInWith(made)).isFalse();

        Person.publish(signedIn);
        Person.awaitEffect(signedIn.id());

        assertThat(ada.isLetInWith(made)).isTrue();
    }

    @Test
    void rubbishOnTheTopicHoldsNobodyBack() {
        String key = "no account " + UUID.randomUUID();
        Topics.publish(Person.IDENTITY_EVENTS, key, Map.of(), "{");
        await().atMost(60, SECONDS)
                .untilAsserted(
                        () -> assertThat(Topics.read(DEAD_LETTERS).withKey(key)).hasSize(1));
        Person ada = Person.withTwoFactor();
        assertThat(ada.isLetInWith(ada.anAppPassword())).isTrue();
    }

    private static void awaitDeadLetter(String eventId) {
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(Topics.read(DEAD_LETTERS).withHeader("ce_id", eventId))
                        .hasSize(1));
    }

    private static void assertRevoked(AppPassword appPassword, String reason) {
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(Topics.read(APP_PASSWORD_EVENTS)
                                .about(appPassword.id())
                                .ofType("twofold.app-password.AppPasswordRevoked.v1"))
                        .singleElement()
                        .satisfies(fact -> assertThat(fact.value()).contains("\"reason\":\"" + reason + "\"")));
    }
}

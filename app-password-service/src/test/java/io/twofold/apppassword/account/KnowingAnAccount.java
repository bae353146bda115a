package io.twofold.apppassword.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.kit.token.UserToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KnowingAnAccount {

    private static final UUID ID = UUID.randomUUID();
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.300Z");

    private static final List<Consumer<Account>> FACTS = List.of(
            account -> account.hasEmail("first@example.org", 1),
            account -> account.twoFactorEnabled(2),
            account -> account.passwordChanged(NOON),
            account -> account.hasEmail("second@example.org", 4),
            account -> account.twoFactorDisabled(NOON.plusSeconds(10), 5),
            account -> account.locked(NOON.plusSeconds(20), 6),
            account -> account.unlocked(7),
            account -> account.twoFactorEnabled(8));

    @Test
    void everyOrderOfTheFactsComesToTheSamePicture() {
        List<List<Consumer<Account>>> orders = permutations(FACTS);
        assertThat(orders).hasSize(40_320);
        for (List<Consumer<Account>> order : orders) {
            Account account = new Account(ID);
            order.forEach(fact -> fact.accept(account));
            order.reversed().forEach(fact -> fact.accept(account));
            assertThat(account.email()).isEqualTo("second@example.org");
            assertThat(account.hasTwoFactor(token(NOON, "aal1"))).isTrue();
            assertThat(account.isProvenBy(token(NOON.plusSeconds(10), "aal2"))).isFalse();
            assertThat(account.isProvenBy(token(NOON.plusSeconds(11), "aal2"))).isTrue();
            assertThat(account.accepts(token(NOON.plusSeconds(20), "aal2"))).isFalse();
            assertThat(account.accepts(token(NOON.plusSeconds(21), "aal2"))).isTrue();
        }
    }

    @Test
    void aTokenIssuedInTheSecondOfTheChangeCountsAsOlder() {
        Account account = new Account(ID);
        account.passwordChanged(NOON);
        assertThat(account.accepts(token(Instant.parse("2026-03-02T12:00:00Z"), "aal2")))
                .isFalse();
        assertThat(account.accepts(token(Instant.parse("2026-03-02T12:00:01Z"), "aal2")))
                .isTrue();
    }

    @Test
    void deletionIsFinalAndForgetsTheAddress() {
        Account account = new Account(ID);
        account.hasEmail("first@example.org", 1);
        account.deleted(NOON);
        account.hasEmail("second@example.org", 9);
        account.meet(token(NOON.plusSeconds(60), "aal2"));
        assertThat(account.email()).isNull();
        assertThat(account.accepts(token(NOON.plusSeconds(60), "aal2"))).isFalse();
    }

    @Test
    void theTokensAddressIsTakenOnlyWhereNoEventHasToldIt() {
        Account account = new Account(ID);
        account.meet(token(NOON, "aal2"));
        assertThat(account.email()).isEqualTo("token@example.org");
        account.hasEmail("first@example.org", 1);
        account.meet(token(NOON, "aal2"));
        assertThat(account.email()).isEqualTo("first@example.org");
    }

    private static UserToken token(Instant issuedAt, String acr) {
        return new UserToken(
                ID, UUID.randomUUID(), "client", issuedAt, issuedAt, acr, List.of("pwd"), "token@example.org");
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<T> rest = new ArrayList<>(items);
            T first = rest.remove(i);
            for (List<T> order : permutations(rest)) {
                List<T> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                all.add(whole);
            }
        }
        return all;
    }
}

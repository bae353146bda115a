package io.twofold.identity.registration;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.events.AccountRegistered;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.otp.OtpAnswer;
import io.twofold.identity.otp.OtpClient;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Tries the code that was mailed; the right one makes the account. */
@Singleton
class ConfirmRegistration {

    /** What came of it. */
    sealed interface Outcome {
        record Registered(UUID accountId, String email) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}

        /** No such registration for that flow token. */
        record Unknown() implements Outcome {}
    }

    private final Registrations registrations;
    private final Accounts accounts;
    private final OtpClient otp;
    private final Outbox outbox;
    private final Clock clock;
    private final Ids ids;

    ConfirmRegistration(
            Registrations registrations, Accounts accounts, OtpClient otp, Outbox outbox, Clock clock, Ids ids) {
        this.registrations = registrations;
        this.accounts = accounts;
        this.otp = otp;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    Outcome confirm(UUID id, OpaqueToken flowToken, String code) {
        Optional<Registration> found = registrations.find(id, flowToken);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        Registration registration = found.get();
        if (registration.isCompleted()) {
            return refused(IdentityProblem.CODE_ALREADY_USED);
        }
        if (registration.isExpired(clock.instant())) {
            return refused(IdentityProblem.CODE_EXPIRED);
        }
        return switch (otp.verify(registration.challengeId(), id, code)) {
            case OtpAnswer.Done<Instant>(Instant _) -> register(() -> registrations.lock(id));
            case OtpAnswer.Refused<Instant>(var refusal) -> {
                // The code was found right before, and only this flow's holder can have brought it: what was cut off
                // between otp-service and here is finished now, unless whoever brought it is just doing so.
                boolean cutOff = refusal.code().equals(IdentityProblem.CODE_ALREADY_USED.code());
                yield cutOff ? register(() -> registrations.lockIfFree(id)) : new Outcome.Refused(refusal.problem());
            }
        };
    }

    private Outcome register(Supplier<Optional<Registration>> lock) {
        return QuarkusTransaction.requiringNew()
                .call(() -> lock.get()
                        .filter(registration -> !registration.isCompleted())
                        .map(this::makeAccount)
                        .orElseGet(() -> refused(IdentityProblem.CODE_ALREADY_USED)));
    }

    private Outcome makeAccount(Registration registration) {
        Instant now = clock.instant();
        Account account =
                new Account(ids.next(), registration.email(), registration.passwordHash(), registration.locale(), now);
        registration.complete(now);
        if (!accounts.addIfFree(account)) {
            // Confirmed by somebody else first, or taken all along: nobody learns which.
            return refused(IdentityProblem.CODE_EXPIRED);
        }
        outbox.publish(new AccountRegistered(account.email(), account.locale()), account.nextFact());
        return new Outcome.Registered(account.id(), account.email());
    }

    private static Outcome refused(IdentityProblem why) {
        return new Outcome.Refused(Problem.of(why));
    }
}

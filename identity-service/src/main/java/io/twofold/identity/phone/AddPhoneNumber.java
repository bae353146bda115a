package io.twofold.identity.phone;

import io.twofold.events.TrustedPhoneNumberAdded;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.letter.LetterKind;
import io.twofold.identity.letter.SendLetter;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.identity.session.Sessions;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Trusts one number more, once its code came back; the second path to tell of it finds it done. */
@Singleton
public class AddPhoneNumber {

    private final Accounts accounts;
    private final PhoneVerifications verifications;
    private final TrustedPhoneNumbers numbers;
    private final Sessions sessions;
    private final SendLetter sendLetter;
    private final Outbox outbox;
    private final PhoneConfig config;
    private final NumberVault vault;
    private final Clock clock;

    AddPhoneNumber(
            Accounts accounts,
            PhoneVerifications verifications,
            TrustedPhoneNumbers numbers,
            Sessions sessions,
            SendLetter sendLetter,
            Outbox outbox,
            PhoneConfig config,
            NumberVault vault,
            Clock clock) {
        this.accounts = accounts;
        this.verifications = verifications;
        this.numbers = numbers;
        this.sessions = sessions;
        this.sendLetter = sendLetter;
        this.outbox = outbox;
        this.config = config;
        this.vault = vault;
        this.clock = clock;
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Trusted(TrustedPhoneNumber number) implements Outcome {}

        record Refused(IdentityProblem why) implements Outcome {}

        /** The verification ended meanwhile, or its session or account. */
        record Gone() implements Outcome {}
    }

    /**
     * @param challengeId whose code came back
     * @param provenAt when
     */
    @Transactional
    public Outcome add(UUID verificationId, UUID accountId, String challengeId, Instant provenAt) {
        Optional<Account> locked = accounts.lock(accountId);
        Optional<PhoneVerification> found = verifications.lock(verificationId);
        if (locked.isEmpty() || found.isEmpty()) {
            return new Outcome.Gone();
        }
        Account account = locked.get();
        PhoneVerification verification = found.get();
        Instant now = clock.instant();
        if (verification.isProvenBy(challengeId)) {
            return numbers.of(accountId, verificationId)
                    .<Outcome>map(Outcome.Trusted::new)
                    .orElseGet(Outcome.Gone::new);
        }
        if (sessions.lock(verification.sessionId())
                .filter(session -> session.isLive(now))
                .isEmpty()) {
            verification.cancel();
            return new Outcome.Gone();
        }
        Optional<IdentityProblem> refusal = refusal(account, verification.number());
        if (refusal.isPresent()) {
            verification.cancel();
            return new Outcome.Refused(refusal.get());
        }
        return verification.prove(challengeId, provenAt)
                ? new Outcome.Trusted(trust(account, verification, now))
                : new Outcome.Gone();
    }

    /** Why that number can't be added, as things stand. */
    Optional<IdentityProblem> refusal(Account account, PhoneNumber number) {
        return refusal(account, vault.fingerprint(number));
    }

    private Optional<IdentityProblem> refusal(Account account, SealedPhoneNumber number) {
        return refusal(account, number.fingerprint());
    }

    private Optional<IdentityProblem> refusal(Account account, byte[] fingerprint) {
        if (!account.twoFactorOn()) {
            return Optional.of(IdentityProblem.TWO_FACTOR_NOT_ENABLED);
        }
        List<TrustedPhoneNumber> trusted = numbers.of(account.id());
        if (trusted.stream().anyMatch(other -> Arrays.equals(other.number().fingerprint(), fingerprint))) {
            return Optional.of(IdentityProblem.PHONE_NUMBER_ALREADY_TRUSTED);
        }
        return trusted.size() < config.max() ? Optional.empty() : Optional.of(IdentityProblem.TOO_MANY_PHONE_NUMBERS);
    }

    private TrustedPhoneNumber trust(Account account, PhoneVerification verification, Instant now) {
        TrustedPhoneNumber number = numbers.trust(verification, now);
        SealedPhoneNumber shown = number.number();
        outbox.publish(
                new TrustedPhoneNumberAdded(number.id().toString(), shown.country(), shown.masked()),
                account.nextFact());
        sendLetter.send(
                LetterKind.PHONE_NUMBER_ADDED,
                account.email(),
                account.locale(),
                Map.of("number", shown.masked(), "from", verification.clientAddress()));
        return number;
    }
}

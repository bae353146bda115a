package io.twofold.identity.signin;

import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.device.Device;
import io.twofold.identity.device.Devices;
import io.twofold.identity.letter.LetterKind;
import io.twofold.identity.letter.SendLetter;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Slows down whoever knows a password and guesses second factors, one sign-in after the other. A device that has shown two
 * factors before is its owner's and never waits; any other is taken for a stranger's, so that the owner's own devices work
 * on while somebody guesses. Who changes something here has the account's row locked.
 */
@Singleton
class SecondFactorThrottle {

    private static final Logger LOG = Logger.getLogger(SecondFactorThrottle.class);

    private final Accounts accounts;
    private final FailureRuns runs;
    private final Devices devices;
    private final SendLetter sendLetter;
    private final SignInConfig.Throttle config;
    private final Clock clock;

    SecondFactorThrottle(
            Accounts accounts,
            FailureRuns runs,
            Devices devices,
            SendLetter sendLetter,
            SignInConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.runs = runs;
        this.devices = devices;
        this.sendLetter = sendLetter;
        this.config = config.throttle();
        this.clock = clock;
    }

    /** How long this sign-in can't be completed; zero or less if it can. */
    Duration waitFor(SignIn signIn) {
        if (isExempt(signIn)) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        return runs.findByIdOptional(signIn.accountId())
                .map(run -> run.waitLeft(config, now))
                .orElse(Duration.ZERO);
    }

    /** Counts a second factor that is about to be tried, as wrong until it is known to be right. */
    @Transactional(Transactional.TxType.MANDATORY)
    void tried(SignIn signIn) {
        if (!isExempt(signIn)) {
            Instant now = clock.instant();
            runOf(signIn.accountId(), now).tried(now);
        }
    }

    /** Takes one back that was counted: nobody looked at it. */
    @Transactional(Transactional.TxType.MANDATORY)
    void notTried(SignIn signIn) {
        if (!isExempt(signIn)) {
            runs.findByIdOptional(signIn.accountId()).ifPresent(FailureRun::notTried);
        }
    }

    /** It was wrong, as counted: the owner is told where that has gone on for long. */
    @Transactional(Transactional.TxType.MANDATORY)
    void wrong(SignIn signIn) {
        if (isExempt(signIn)) {
            return;
        }
        runs.findByIdOptional(signIn.accountId())
                .filter(run -> run.letterDue(config))
                .ifPresent(run -> tellOwner(run, signIn));
    }

    /** It was right: whatever was guessed before, this was the owner. Asked before the device becomes known by it. */
    @Transactional(Transactional.TxType.MANDATORY)
    void right(SignIn signIn) {
        if (!isExempt(signIn)) {
            runs.deleteById(signIn.accountId());
        }
    }

    private void tellOwner(FailureRun run, SignIn signIn) {
        Account account = accounts.findById(signIn.accountId());
        LOG.warnf("account=%s wrong second factors in a row=%d", account.id(), run.failures());
        sendLetter.send(
                LetterKind.REPEATED_FAILURES,
                account.email(),
                account.locale(),
                Map.of("failures", Integer.toString(run.failures()), "from", signIn.clientAddress()));
    }

    private FailureRun runOf(UUID accountId, Instant now) {
        return runs.findByIdOptional(accountId).orElseGet(() -> {
            FailureRun begun = new FailureRun(accountId, now);
            runs.persist(begun);
            return begun;
        });
    }

    private boolean isExempt(SignIn signIn) {
        UUID knownAs = signIn.device().knownAs();
        return knownAs != null
                && devices.of(signIn.accountId(), knownAs)
                        .flatMap(Device::firstAal2At)
                        .isPresent();
    }
}

package io.twofold.apppassword.apppassword;

import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.apppassword.account.Account;
import io.twofold.apppassword.account.Accounts;
import io.twofold.apppassword.account.Suspensions;
import io.twofold.events.AppPasswordCreated;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.sealing.Fingerprinter;
import io.twofold.kit.token.FreshAuthentication;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;

/** Makes a new app-specific password. */
@Singleton
class GenerateAppPassword {

    private final Accounts accounts;
    private final Suspensions suspensions;
    private final AppPasswords appPasswords;
    private final FreshAuthentication freshAuthentication;
    private final Fingerprinter fingerprinter;
    private final Outbox outbox;
    private final AppPasswordConfig config;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;
    private final MeterRegistry meters;

    GenerateAppPassword(
            Accounts accounts,
            Suspensions suspensions,
            AppPasswords appPasswords,
            FreshAuthentication freshAuthentication,
            Fingerprinter fingerprinter,
            Outbox outbox,
            AppPasswordConfig config,
            Ids ids,
            SecureRandom random,
            Clock clock,
            MeterRegistry meters) {
        this.accounts = accounts;
        this.suspensions = suspensions;
        this.appPasswords = appPasswords;
        this.freshAuthentication = freshAuthentication;
        this.fingerprinter = fingerprinter;
        this.outbox = outbox;
        this.config = config;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * The account's lock is held from the first look at it to the commit. A password change is applied under the same
     * lock: either it is seen here and the token refused, or it comes later and finds the new password by its token's
     * age.
     *
     * @param ipAddress where the request came from
     * @throws io.twofold.kit.problem.ProblemException if the person has to prove once more who they are
     */
    @Transactional
    Generation generate(UserToken token, Label label, Set<AppService> services, String ipAddress) {
        Account account = accounts.lock(token.accountId());
        if (!account.accepts(token)) {
            return new Generation.TokenRefused();
        }
        if (!account.hasTwoFactor(token)) {
            return new Generation.TwoFactorRequired();
        }
        freshAuthentication.require(token, true);
        if (!account.isProvenBy(token)) {
            // From before two-factor authentication was turned off and on again: its claims are no longer true.
            return new Generation.TokenRefused();
        }
        if (suspensions.isSuspended(account.id())) {
            return new Generation.Suspended();
        }
        if (appPasswords.count(account.id()) >= config.limit()) {
            return new Generation.LimitReached(config.limit());
        }
        account.meet(token);
        Secret secret = Secret.generate(random);
        AppPassword made = new AppPassword(
                ids.next(),
                account.id(),
                secret.digest(fingerprinter),
                label,
                services,
                token.issuedAt(),
                clock.instant());
        appPasswords.persist(made);
        outbox.publish(
                new AppPasswordCreated(made.id().toString(), label.text(), AppService.labels(services), ipAddress),
                made.subject());
        meters.counter("twofold.app_passwords.generated").increment();
        return new Generation.Generated(made, secret);
    }
}

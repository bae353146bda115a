package io.twofold.identity.twofactor;

import io.twofold.events.TrustedPhoneNumberAdded;
import io.twofold.events.TwoFactorEnabled;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.device.Device;
import io.twofold.identity.device.Devices;
import io.twofold.identity.device.TrustDevice;
import io.twofold.identity.phone.PhoneVerification;
import io.twofold.identity.phone.PhoneVerifications;
import io.twofold.identity.phone.TrustedPhoneNumber;
import io.twofold.identity.phone.TrustedPhoneNumbers;
import io.twofold.identity.session.EndReason;
import io.twofold.identity.session.EndSessions;
import io.twofold.identity.session.OpenSession;
import io.twofold.identity.session.Proof;
import io.twofold.identity.session.Session;
import io.twofold.identity.session.SessionConfig;
import io.twofold.identity.session.SessionTokens;
import io.twofold.identity.session.Sessions;
import io.twofold.kit.outbox.Outbox;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns two-factor authentication on because an enrolment's code came back. Whoever comes first, the answer to the person
 * or the event that heals a crash in between, does it; the other finds it done.
 */
@Singleton
class TurnOnTwoFactor {

    private final Accounts accounts;
    private final PhoneVerifications verifications;
    private final TrustedPhoneNumbers numbers;
    private final Sessions sessions;
    private final Devices devices;
    private final TrustDevice trustDevice;
    private final OpenSession openSession;
    private final EndSessions endSessions;
    private final SessionConfig sessionConfig;
    private final TwoFactorNotices notices;
    private final Outbox outbox;
    private final Clock clock;

    TurnOnTwoFactor(
            Accounts accounts,
            PhoneVerifications verifications,
            TrustedPhoneNumbers numbers,
            Sessions sessions,
            Devices devices,
            TrustDevice trustDevice,
            OpenSession openSession,
            EndSessions endSessions,
            SessionConfig sessionConfig,
            TwoFactorNotices notices,
            Outbox outbox,
            Clock clock) {
        this.accounts = accounts;
        this.verifications = verifications;
        this.numbers = numbers;
        this.sessions = sessions;
        this.devices = devices;
        this.trustDevice = trustDevice;
        this.openSession = openSession;
        this.endSessions = endSessions;
        this.sessionConfig = sessionConfig;
        this.notices = notices;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Outcome {
        /**
         * It is on, by this proof.
         *
         * @param tokens of the session that enrolled
         */
        record On(Account account, TrustedPhoneNumber number, SessionTokens tokens) implements Outcome {}

        /** Another enrolment was first. */
        record AlreadyOn() implements Outcome {}

        /** The enrolment, its session or its account is gone. */
        record Gone() implements Outcome {}
    }

    /**
     * The person brought the enrolment's code back and waits for the tokens that two factors earn.
     *
     * @param challengeId whose code it was
     * @param verifiedAt when otp-service found it right
     */
    @Transactional
    Outcome byCode(UUID enrollmentId, UUID accountId, String challengeId, Instant verifiedAt) {
        Optional<Account> locked = accounts.lock(accountId);
        Optional<PhoneVerification> enrollment = verifications.lock(enrollmentId);
        Optional<Session> session = enrollment.flatMap(found -> sessions.lock(found.sessionId()));
        if (locked.isEmpty() || enrollment.isEmpty() || session.isEmpty()) {
            return new Outcome.Gone();
        }
        Account account = locked.get();
        if (!enrollment.get().isProvenBy(challengeId)) {
            if (account.twoFactorOn()) {
                enrollment.get().cancel();
                return new Outcome.AlreadyOn();
            }
            if (!turnOn(account, session.get(), enrollment.get(), challengeId, verifiedAt)) {
                return new Outcome.Gone();
            }
        }
        return numbers.of(accountId, enrollmentId)
                .<Outcome>map(number -> new Outcome.On(
                        account,
                        number,
                        openSession.raise(account, session.get(), proof(enrollment.get(), clock.instant()))))
                .orElseGet(Outcome.Gone::new);
    }

    /**
     * otp-service tells that the code came back; nobody waits for an answer.
     *
     * @param verifiedAt when it came back
     */
    @Transactional
    void byEvent(UUID enrollmentId, UUID accountId, String challengeId, Instant verifiedAt) {
        Optional<Account> account = accounts.lock(accountId).filter(found -> !found.twoFactorOn());
        Optional<PhoneVerification> enrollment = verifications.lock(enrollmentId);
        Optional<Session> session = enrollment
                .flatMap(found -> sessions.lock(found.sessionId()))
                .filter(found -> found.isLive(clock.instant()));
        if (account.isPresent() && enrollment.isPresent() && session.isPresent()) {
            turnOn(account.get(), session.get(), enrollment.get(), challengeId, verifiedAt);
        }
    }

    private boolean turnOn(
            Account account, Session session, PhoneVerification enrollment, String challengeId, Instant provenAt) {
        if (!enrollment.prove(challengeId, provenAt)) {
            return false;
        }
        Instant now = clock.instant();
        account.enableTwoFactor(now);
        TrustedPhoneNumber number = numbers.trust(enrollment, now);
        outbox.publish(
                new TwoFactorEnabled(enrollment.method().channel(), number.id().toString(), now), account.nextFact());
        outbox.publish(
                new TrustedPhoneNumberAdded(
                        number.id().toString(),
                        number.number().country(),
                        number.number().masked()),
                account.nextFact());
        Device device = devices.findById(session.deviceId());
        device.turnedTwoFactorOn(now);
        trustDevice.begin(account, device);
        session.deviceTrusted(device.trust(now), sessionConfig, now);
        session.raise(proof(enrollment, now));
        endSessions.allBut(account, session.id(), EndReason.TWO_FACTOR_ENABLED);
        notices.turnedOn(account, enrollment, device.name(), now);
        return true;
    }

    private static Proof proof(PhoneVerification enrollment, Instant now) {
        return Proof.passwordAnd(enrollment.method().authenticationMethod(), now);
    }
}

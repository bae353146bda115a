package io.twofold.identity.signin;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.otp.Challenge;
import io.twofold.identity.otp.ChallengeRequest;
import io.twofold.identity.otp.OtpAnswer;
import io.twofold.identity.otp.OtpClient;
import io.twofold.identity.otp.OtpRefusal;
import io.twofold.identity.phone.ChallengeView;
import io.twofold.identity.phone.Method;
import io.twofold.identity.phone.NumberVault;
import io.twofold.identity.phone.PhoneNumberView;
import io.twofold.identity.phone.TrustedPhoneNumber;
import io.twofold.identity.phone.TrustedPhoneNumbers;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.problem.UnavailableException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;

/** Has a code sent to one of the account's trusted numbers, asked for or, where there is no choice, unasked. */
@Singleton
class SendSignInCode {

    private static final Logger LOG = Logger.getLogger(SendSignInCode.class);
    private static final String PURPOSE = "sign_in";

    private final SignIns signIns;
    private final Accounts accounts;
    private final TrustedPhoneNumbers numbers;
    private final NumberVault vault;
    private final OtpClient otp;
    private final SecondFactorThrottle throttle;
    private final Clock clock;

    SendSignInCode(
            SignIns signIns,
            Accounts accounts,
            TrustedPhoneNumbers numbers,
            NumberVault vault,
            OtpClient otp,
            SecondFactorThrottle throttle,
            Clock clock) {
        this.signIns = signIns;
        this.accounts = accounts;
        this.numbers = numbers;
        this.vault = vault;
        this.otp = otp;
        this.throttle = throttle;
        this.clock = clock;
    }

    /** Whether a code is on its way. */
    sealed interface Outcome {
        record Sent(ChallengeView challenge) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}

        /** No such sign-in for that flow token. */
        record Unknown() implements Outcome {}
    }

    /** As the person asks. */
    Outcome send(UUID id, OpaqueToken flowToken, UUID numberId, Method method, String clientAddress) {
        Optional<SignIn> found = signIns.find(id, flowToken);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        SignIn signIn = found.get();
        Optional<Problem> over = signIn.whyOver(clock.instant());
        if (over.isPresent()) {
            return new Outcome.Refused(over.get());
        }
        Duration wait = throttle.waitFor(signIn);
        if (wait.isPositive()) {
            return new Outcome.Refused(
                    Problem.of(IdentityProblem.TOO_MANY_ATTEMPTS).retryAfter(wait));
        }
        Optional<TrustedPhoneNumber> number = numbers.of(signIn.accountId(), numberId);
        if (number.isEmpty()) {
            return new Outcome.Refused(Problem.invalid("phoneNumberId", "must be one of phoneNumbers"));
        }
        if (!number.get().number().methods().contains(method)) {
            return new Outcome.Refused(Problem.of(IdentityProblem.PHONE_NUMBER_NOT_ALLOWED)
                    .detail("This number takes calls only: choose a call."));
        }
        Account account = accounts.findById(signIn.accountId());
        return switch (send(signIn, account, number.get(), method, clientAddress)) {
            case OtpAnswer.Done<Challenge>(var challenge) ->
                new Outcome.Sent(ChallengeView.of(challenge, PhoneNumberView.of(number.get())));
            case OtpAnswer.Refused<Challenge>(var refusal) ->
                new Outcome.Refused(problem(refusal, signIn, number.get()));
        };
    }

    /** A number that proves nothing for the moment leaves the others, which the person is told. */
    private Problem problem(OtpRefusal refusal, SignIn signIn, TrustedPhoneNumber refused) {
        if (!refusal.code().equals(IdentityProblem.PHONE_NUMBER_RECENTLY_CHANGED.code())) {
            return refusal.problem();
        }
        List<TrustedPhoneNumber> left = numbers.of(signIn.accountId()).stream()
                .filter(number -> !number.id().equals(refused.id()))
                .toList();
        return refusal.problem()
                .with("methods", OfferSecondFactor.methodsOf(left))
                .with("phoneNumbers", left.stream().map(PhoneNumberView::of).toList());
    }

    /**
     * Without being asked, where no device can answer and there is one number that takes a text, unless the code would be
     * of no use for a while. Trouble with that is no trouble with the sign-in: the person may ask.
     *
     * @return where a code went
     */
    Optional<PhoneNumberView> unasked(SignIn signIn, Account account, List<TrustedPhoneNumber> trusted) {
        if (trusted.size() != 1
                || !trusted.getFirst().number().methods().contains(Method.SMS)
                || throttle.waitFor(signIn).isPositive()) {
            return Optional.empty();
        }
        TrustedPhoneNumber number = trusted.getFirst();
        try {
            return switch (send(signIn, account, number, Method.SMS, signIn.clientAddress())) {
                case OtpAnswer.Done<Challenge>(var _) -> Optional.of(PhoneNumberView.of(number));
                case OtpAnswer.Refused<Challenge>(var refusal) -> {
                    LOG.infof("signIn=%s no code unasked: %s", signIn.id(), refusal.code());
                    yield Optional.empty();
                }
            };
        } catch (UnavailableException | FaultToleranceException e) {
            LOG.warnf("signIn=%s no code unasked: %s", signIn.id(), e.getMessage());
            return Optional.empty();
        }
    }

    private OtpAnswer<Challenge> send(
            SignIn signIn, Account account, TrustedPhoneNumber number, Method method, String clientAddress) {
        OtpAnswer<Challenge> answer = ask(signIn, account, number, method, clientAddress);
        if (answer instanceof OtpAnswer.Done<Challenge>(var challenge)) {
            QuarkusTransaction.requiringNew()
                    .run(() -> signIns.lock(signIn.id())
                            .ifPresent(locked -> locked.expectCode(challenge, method, number.id())));
        }
        return answer;
    }

    private OtpAnswer<Challenge> ask(
            SignIn signIn, Account account, TrustedPhoneNumber number, Method method, String clientAddress) {
        PhoneNumber destination = vault.open(number.number(), number.id());
        ChallengeRequest request = ChallengeRequest.toPhone(
                PURPOSE,
                signIn.id(),
                method.channel(),
                destination,
                account.id(),
                account.locale(),
                clientAddress,
                true);
        if (signIn.challengeId().isEmpty()) {
            return otp.issue(request);
        }
        OtpAnswer<Challenge> answer =
                otp.resendToTrusted(signIn.challengeId().get(), method.channel(), destination, clientAddress);
        // otp-service may have forgotten the challenge, but not what its binding has left.
        boolean forgotten = answer instanceof OtpAnswer.Refused<Challenge>(var refusal) && refusal.status() == 404;
        return forgotten ? otp.issue(request) : answer;
    }
}

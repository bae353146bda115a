package io.twofold.identity.signin;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.account.EmailAddress;
import io.twofold.identity.device.Device;
import io.twofold.identity.device.Devices;
import io.twofold.identity.password.CheckPassword;
import io.twofold.identity.password.CheckPassword.Budget;
import io.twofold.identity.password.CheckPassword.Verdict;
import io.twofold.identity.password.Password;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.identity.session.Proof;
import io.twofold.identity.signin.SignInRequest.DeviceRequest;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.outbox.Subject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The first step: e-mail address and password, on some device. */
@Singleton
class StartSignIn {

    /** What came of it. */
    sealed interface Outcome {
        record SignedIn(SignInAnswer.Complete answer) implements Outcome {}

        record SecondFactorNeeded(SignInAnswer.SecondFactorRequired answer) implements Outcome {}

        record InvalidCredentials() implements Outcome {}

        record TooManyAttempts(Duration retryAfter) implements Outcome {}
    }

    /** What the transaction decided: the answer, or the pending sign-in that the answer is about. */
    private sealed interface Step {
        record Complete(SignInAnswer.Complete answer) implements Step {}

        record Pending(SignIn signIn, OpaqueToken flowToken) implements Step {}

        record PasswordChangedMeanwhile() implements Step {}
    }

    private final Accounts accounts;
    private final Devices devices;
    private final SignIns signIns;
    private final CheckPassword checkPassword;
    private final CompleteSignIn completeSignIn;
    private final OfferSecondFactor offerSecondFactor;
    private final SignInConfig config;
    private final SecureRandom random;
    private final Clock clock;
    private final Ids ids;

    StartSignIn(
            Accounts accounts,
            Devices devices,
            SignIns signIns,
            CheckPassword checkPassword,
            CompleteSignIn completeSignIn,
            OfferSecondFactor offerSecondFactor,
            SignInConfig config,
            SecureRandom random,
            Clock clock,
            Ids ids) {
        this.accounts = accounts;
        this.devices = devices;
        this.signIns = signIns;
        this.checkPassword = checkPassword;
        this.completeSignIn = completeSignIn;
        this.offerSecondFactor = offerSecondFactor;
        this.config = config;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    Outcome start(SignInRequest request, String clientAddress) {
        EmailAddress email = EmailAddress.asTyped(request.email());
        Optional<Account> account = accounts.byEmail(email);
        @Nullable OpaqueToken token = token(request.device());
        Optional<UUID> knownDevice = Optional.ofNullable(token)
                .flatMap(devices::byToken)
                .filter(device -> account.filter(found -> found.id().equals(device.accountId()))
                        .isPresent())
                .map(Device::id);
        Budget budget = knownDevice.map(Budget::ofDevice).orElseGet(() -> Budget.ofEmail(email.key()));
        return switch (checkPassword.check(account, budget, Password.of(request.password()), clientAddress)) {
            case Verdict.Right(var proven) ->
                proceed(proven, device(request.device(), knownDevice, token), clientAddress);
            case Verdict.Wrong() -> new Outcome.InvalidCredentials();
            case Verdict.TooMany(var retryAfter) -> new Outcome.TooManyAttempts(retryAfter);
        };
    }

    private Outcome proceed(Account proven, SignInDevice device, String clientAddress) {
        Step step = QuarkusTransaction.requiringNew()
                .call(() -> accounts.holdStill(proven.id())
                        .filter(account -> account.hasPasswordOf(proven))
                        .<Step>map(account -> decide(account, device, clientAddress))
                        .orElseGet(Step.PasswordChangedMeanwhile::new));
        return switch (step) {
            case Step.Complete(var answer) -> new Outcome.SignedIn(answer);
            case Step.Pending(var signIn, var flowToken) ->
                new Outcome.SecondFactorNeeded(new SignInAnswer.SecondFactorRequired(
                        signIn.id(), flowToken.text(), signIn.expiresAt(), offerSecondFactor.begin(signIn, proven)));
            case Step.PasswordChangedMeanwhile() -> new Outcome.InvalidCredentials();
        };
    }

    private Step decide(Account account, SignInDevice device, String clientAddress) {
        Instant now = clock.instant();
        UUID id = ids.next();
        boolean trusted = Optional.ofNullable(device.knownAs())
                .flatMap(known -> devices.of(account.id(), known))
                .filter(known -> known.isTrusted(now))
                .isPresent();
        if (!account.twoFactorOn() || trusted) {
            return new Step.Complete(completeSignIn.complete(
                    account,
                    new Subject(id.toString(), account.id().toString(), 1),
                    device,
                    Proof.password(now),
                    known -> {},
                    clientAddress));
        }
        OpaqueToken flowToken = OpaqueToken.random(random);
        SignIn signIn = SignIn.begun(id, account.id(), device, flowToken, clientAddress, now, config.lifetime());
        signIns.persist(signIn);
        return new Step.Pending(signIn, flowToken);
    }

    private static SignInDevice device(DeviceRequest request, Optional<UUID> known, @Nullable OpaqueToken token) {
        return new SignInDevice(
                request.name(), request.kind(), request.model(), known.orElse(null), known.isPresent() ? token : null);
    }

    private static @Nullable OpaqueToken token(DeviceRequest device) {
        return device.token() == null ? null : OpaqueToken.presented(device.token());
    }
}

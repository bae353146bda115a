package io.twofold.identity.phone;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.account.Account;
import io.twofold.identity.otp.Challenge;
import io.twofold.identity.otp.ChallengeRequest;
import io.twofold.identity.otp.OtpAnswer;
import io.twofold.identity.otp.OtpClient;
import io.twofold.identity.phone.PhoneVerification.Kind;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Has a code sent to a number that isn't trusted yet. otp-service is asked first: what it refuses leaves no trace here, and
 * a code whose verification was never written down is of use to nobody.
 */
@Singleton
public class SendPhoneCode {

    private static final String PURPOSE = "enroll_phone";

    private final OtpClient otp;
    private final PhoneVerifications verifications;
    private final NumberVault vault;
    private final PhoneConfig config;
    private final Clock clock;
    private final Ids ids;

    SendPhoneCode(
            OtpClient otp,
            PhoneVerifications verifications,
            NumberVault vault,
            PhoneConfig config,
            Clock clock,
            Ids ids) {
        this.otp = otp;
        this.verifications = verifications;
        this.vault = vault;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    /** Begins the verification of a number. */
    public OtpAnswer<ChallengeView> first(
            Kind kind, UserToken user, Account account, PhoneNumber number, Method method, String clientAddress) {
        UUID id = ids.next();
        return switch (otp.issue(request(id, method, number, account, clientAddress))) {
            case OtpAnswer.Refused<Challenge>(var refusal) -> new OtpAnswer.Refused<>(refusal);
            case OtpAnswer.Done<Challenge>(var challenge) -> {
                PhoneVerification verification = new PhoneVerification(
                        id,
                        kind,
                        account.id(),
                        user.sessionId(),
                        vault.seal(number, id),
                        method,
                        challenge,
                        clientAddress,
                        clock.instant().plus(config.verificationLifetime()));
                QuarkusTransaction.requiringNew().run(() -> verifications.persist(verification));
                yield new OtpAnswer.Done<>(ChallengeView.beginning(verification, challenge));
            }
        };
    }

    /**
     * Sends another code to the same number.
     *
     * @param method absent to have it come the way the last one came
     */
    public OtpAnswer<ChallengeView> again(
            PhoneVerification verification, Account account, @Nullable Method method, String clientAddress) {
        Method by = method == null ? verification.method() : method;
        OtpAnswer<Challenge> answer = otp.resend(verification.challengeId(), by.channel(), clientAddress);
        if (answer instanceof OtpAnswer.Refused<Challenge>(var refusal) && refusal.status() == 404) {
            // otp-service has forgotten the challenge, but not what its binding has left.
            PhoneNumber number = vault.open(verification.number(), verification.id());
            answer = otp.issue(request(verification.id(), by, number, account, clientAddress));
        }
        return switch (answer) {
            case OtpAnswer.Refused<Challenge>(var refusal) -> new OtpAnswer.Refused<>(refusal);
            case OtpAnswer.Done<Challenge>(var challenge) ->
                new OtpAnswer.Done<>(QuarkusTransaction.requiringNew().call(() -> {
                    PhoneVerification locked =
                            verifications.lock(verification.id()).orElse(verification);
                    locked.codeSent(challenge, by);
                    return ChallengeView.of(challenge, PhoneNumberView.of(locked.number()));
                }));
        };
    }

    private static ChallengeRequest request(
            UUID id, Method method, PhoneNumber number, Account account, String clientAddress) {
        return ChallengeRequest.toPhone(
                PURPOSE, id, method.channel(), number, account.id(), account.locale(), clientAddress, false);
    }
}

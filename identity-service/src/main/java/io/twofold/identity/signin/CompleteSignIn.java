package io.twofold.identity.signin;

import io.twofold.events.SignedIn;
import io.twofold.identity.account.Account;
import io.twofold.identity.device.Device;
import io.twofold.identity.device.Devices;
import io.twofold.identity.letter.LetterKind;
import io.twofold.identity.letter.SendLetter;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.identity.session.OpenSession;
import io.twofold.identity.session.Proof;
import io.twofold.identity.session.SessionTokens;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.outbox.Subject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What every sign-in ends in: the device is known from now on, a session begins, the owner is told of a new device. */
@Singleton
public class CompleteSignIn {

    private final Devices devices;
    private final OpenSession openSession;
    private final SendLetter sendLetter;
    private final Outbox outbox;
    private final SecureRandom random;
    private final Clock clock;
    private final Ids ids;

    CompleteSignIn(
            Devices devices,
            OpenSession openSession,
            SendLetter sendLetter,
            Outbox outbox,
            SecureRandom random,
            Clock clock,
            Ids ids) {
        this.devices = devices;
        this.openSession = openSession;
        this.sendLetter = sendLetter;
        this.outbox = outbox;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Completes a sign-in. The caller holds the account's row (still, or locked where {@code onDevice} says more about the
     * account), and has checked that the proof is one.
     *
     * @param signIn what the event is about
     * @param onDevice what the proof changes about the device, such as its trust, before the session begins
     * @param clientAddress for the owner's notice
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public SignInAnswer.Complete complete(
            Account account,
            Subject signIn,
            SignInDevice signInDevice,
            Proof proof,
            Consumer<Device> onDevice,
            String clientAddress) {
        Instant now = clock.instant();
        Optional<Device> known =
                Optional.ofNullable(signInDevice.knownAs()).flatMap(id -> devices.of(account.id(), id));
        OpaqueToken token =
                known.isPresent() && signInDevice.token() != null ? signInDevice.token() : OpaqueToken.random(random);
        Device device = known.orElseGet(() -> firstSeen(account, signInDevice, token, now));
        device.seen(token, now);
        onDevice.accept(device);

        SessionTokens session = openSession.open(account, device.id(), device.trust(now), proof);
        outbox.publish(new SignedIn(signIn.id(), device.id().toString(), known.isEmpty(), proof.amr()), signIn);
        if (known.isEmpty()) {
            sendLetter.send(
                    LetterKind.NEW_SIGN_IN,
                    account.email(),
                    account.locale(),
                    Map.of("device", device.name(), "from", clientAddress));
        }
        return new SignInAnswer.Complete(account.id(), session, SignInAnswer.SignedInDevice.of(device, token, now));
    }

    private Device firstSeen(Account account, SignInDevice signInDevice, OpaqueToken token, Instant now) {
        Device device = new Device(
                ids.next(), account.id(), signInDevice.name(), signInDevice.kind(), signInDevice.model(), token, now);
        devices.persist(device);
        return device;
    }
}

package io.twofold.identity.device;

import io.twofold.events.TrustedDeviceRemoved;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.letter.LetterKind;
import io.twofold.identity.letter.SendLetter;
import io.twofold.identity.session.EndReason;
import io.twofold.identity.session.EndSessions;
import io.twofold.identity.session.StillSignedIn;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.token.FreshAuthentication;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Removes a device: its sessions and the trust in it end, and its token is nobody's. */
@Singleton
class RemoveDevice {

    private final Accounts accounts;
    private final Devices devices;
    private final EndSessions endSessions;
    private final StillSignedIn stillSignedIn;
    private final FreshAuthentication fresh;
    private final SecurityDelay securityDelay;
    private final SendLetter sendLetter;
    private final Outbox outbox;
    private final Clock clock;

    RemoveDevice(
            Accounts accounts,
            Devices devices,
            EndSessions endSessions,
            StillSignedIn stillSignedIn,
            FreshAuthentication fresh,
            SecurityDelay securityDelay,
            SendLetter sendLetter,
            Outbox outbox,
            Clock clock) {
        this.accounts = accounts;
        this.devices = devices;
        this.endSessions = endSessions;
        this.stillSignedIn = stillSignedIn;
        this.fresh = fresh;
        this.securityDelay = securityDelay;
        this.sendLetter = sendLetter;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @return whether the account had such a device
     * @throws io.twofold.kit.problem.ProblemException if the session has ended, a fresher sign-in is
     *     needed, or the security delay runs
     */
    @Transactional
    boolean remove(UserToken user, UUID deviceId, String clientAddress) {
        Optional<Account> locked = accounts.lock(user.accountId());
        stillSignedIn.require(user);
        Optional<Device> found = devices.of(user.accountId(), deviceId);
        if (locked.isEmpty() || found.isEmpty()) {
            return false;
        }
        Account account = locked.get();
        Device device = found.get();
        fresh.require(user, account.twoFactorOn());
        securityDelay.require(account, user);
        endSessions.on(account, deviceId, EndReason.DEVICE_REMOVED);
        if (device.isTrusted(clock.instant())) {
            outbox.publish(new TrustedDeviceRemoved(deviceId.toString()), account.nextFact());
        }
        devices.delete(device);
        sendLetter.send(
                LetterKind.DEVICE_REMOVED,
                account.email(),
                account.locale(),
                Map.of("device", device.name(), "from", clientAddress));
        return true;
    }
}

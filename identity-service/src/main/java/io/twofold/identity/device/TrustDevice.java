package io.twofold.identity.device;

import io.twofold.events.TrustedDeviceAdded;
import io.twofold.events.TrustedDeviceRemoved;
import io.twofold.identity.account.Account;
import io.twofold.identity.session.Session;
import io.twofold.identity.session.SessionConfig;
import io.twofold.identity.session.Sessions;
import io.twofold.kit.outbox.Outbox;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Begins and ends the trust in devices, and says so. The caller has the account's row locked. */
@Singleton
public class TrustDevice {

    private final Devices devices;
    private final Sessions sessions;
    private final Outbox outbox;
    private final DeviceConfig config;
    private final SessionConfig sessionConfig;
    private final Clock clock;

    TrustDevice(
            Devices devices,
            Sessions sessions,
            Outbox outbox,
            DeviceConfig config,
            SessionConfig sessionConfig,
            Clock clock) {
        this.devices = devices;
        this.sessions = sessions;
        this.outbox = outbox;
        this.config = config;
        this.sessionConfig = sessionConfig;
        this.clock = clock;
    }

    /** Trusts a device that has shown two factors; a browser for a time, and only so many of them. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void begin(Account account, Device device) {
        Instant now = clock.instant();
        boolean news = !device.isTrusted(now);
        boolean browser = device.kind() == DeviceKind.BROWSER;
        device.trust(now, browser ? now.plus(config.browserTrust()) : null);
        if (news) {
            outbox.publish(
                    new TrustedDeviceAdded(device.id().toString(), device.kind().word(), device.name()),
                    account.nextFact());
        }
        if (browser) {
            devices.of(account.id()).stream()
                    .filter(other -> other != device && other.kind() == DeviceKind.BROWSER && other.isTrusted(now))
                    .skip(config.maxTrustedBrowsers() - 1L)
                    .forEach(other -> end(account, other, now));
        }
    }

    /** Ends the trust in all of an account's devices. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void endAll(Account account) {
        endAll(account, devices.of(account.id()));
    }

    /** Two-factor authentication is off: no device is trusted, and none has shown two factors. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forgetTwoFactors(Account account) {
        List<Device> all = devices.of(account.id());
        endAll(account, all);
        all.forEach(Device::forgetTwoFactors);
        sessions.lockAllOf(account.id()).forEach(Session::forgetSecondFactor);
    }

    private void endAll(Account account, List<Device> all) {
        Instant now = clock.instant();
        all.forEach(device -> end(account, device, now));
    }

    /** Ends the trust in a device; its sessions last no longer than any device's do. */
    private void end(Account account, Device device, Instant now) {
        if (!device.isTrusted(now)) {
            return;
        }
        device.endTrust();
        for (Session session : sessions.lockAllOn(device.id())) {
            session.deviceNoLongerTrusted(sessionConfig, now);
        }
        outbox.publish(new TrustedDeviceRemoved(device.id().toString()), account.nextFact());
    }
}

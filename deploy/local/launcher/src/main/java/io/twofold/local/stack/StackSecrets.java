package io.twofold.local.stack;

import io.twofold.local.state.Secrets;
import io.twofold.local.state.Secrets.KeysetKind;

/** Every secret of the stack under its name in {@code secrets.json}. */
public final class StackSecrets {

    /** The one verifier: the mail server that asks app-password-service. */
    static final String MAIL_SERVER = "mail-server";

    private final Secrets secrets;

    public StackSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    String superuserPassword() {
        return secrets.token("postgres");
    }

    String databasePassword(Service service) {
        return secrets.token("database." + service.database());
    }

    String clientSecret(Client client) {
        return secrets.token("client." + client.id());
    }

    /** Of otp-service, as a client of identity-service that asks the gateway about numbers. */
    String otpClientSecret() {
        return secrets.token("client.otp");
    }

    String mailServerSecret() {
        return secrets.token("verifier." + MAIL_SERVER);
    }

    String twilioAccountSid() {
        return secrets.hex("twilio.account-sid", "AC");
    }

    String twilioAuthToken() {
        return secrets.hex("twilio.auth-token", "");
    }

    /** As long as the protocol allows. */
    String smppPassword() {
        return secrets.hex("smpp.password", "").substring(0, 8);
    }

    String storageKeyset(Service service) {
        return secrets.keyset("keyset.storage." + service.shortName(), KeysetKind.AEAD);
    }

    /** Shared by the one who seals codes for delivery and the one who opens them. */
    String deliveryKeyset() {
        return secrets.keyset("keyset.delivery", KeysetKind.AEAD);
    }

    String digestKeyset(Service service) {
        return secrets.keyset("keyset.digest." + service.shortName(), KeysetKind.MAC);
    }

    String fingerprintKeyset(Service service) {
        return secrets.keyset("keyset.fingerprint." + service.shortName(), KeysetKind.PRF);
    }
}

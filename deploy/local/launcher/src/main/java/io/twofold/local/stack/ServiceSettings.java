package io.twofold.local.stack;

import io.twofold.embedded.KafkaServer;
import io.twofold.embedded.PostgresServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings that lead each service to the others and give it its secrets, under the services' own names for them. They
 * travel in the environment, where only the same user sees them, under their exact names: SmallRye Config looks for those
 * first, and the usual upper-case form can't express a dash in the name of a client.
 */
final class ServiceSettings {

    static final String SMPP_SYSTEM_ID = "twofold";

    private static final String LOOPBACK = "127.0.0.1";

    private final Ports ports;
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final StackSecrets secrets;
    private final List<Setting> chosen;

    /** Chosen settings prevail over those made here. */
    ServiceSettings(
            Ports ports, PostgresServer postgres, KafkaServer kafka, StackSecrets secrets, List<Setting> chosen) {
        this.ports = ports;
        this.postgres = postgres;
        this.kafka = kafka;
        this.secrets = secrets;
        this.chosen = List.copyOf(chosen);
    }

    Map<String, String> of(Instance instance) {
        var service = instance.service();
        var settings = new LinkedHashMap<String, String>();
        settings.putAll(whatEachGets(instance));
        settings.putAll(
                switch (service) {
                    case IDENTITY -> identity();
                    case OTP -> otp();
                    case SMS_GATEWAY -> smsGateway();
                    case APP_PASSWORD -> appPassword();
                });
        chosen.stream()
                .filter(setting -> setting.isFor(service))
                .forEach(setting -> settings.put(setting.key(), setting.value()));
        return settings;
    }

    private Map<String, String> whatEachGets(Instance instance) {
        var service = instance.service();
        var identity = ports.url(Service.IDENTITY);
        return Map.ofEntries(
                Map.entry("quarkus.http.host", LOOPBACK),
                Map.entry("quarkus.http.port", String.valueOf(ports.of(instance))),
                Map.entry("quarkus.management.host", LOOPBACK),
                Map.entry("quarkus.management.port", String.valueOf(ports.managementOf(instance))),
                Map.entry("quarkus.datasource.jdbc.url", postgres.url(service.database())),
                Map.entry("quarkus.datasource.username", service.database()),
                Map.entry("quarkus.datasource.password", secrets.databasePassword(service)),
                Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                Map.entry("twofold.tokens.issuer", identity),
                Map.entry("twofold.tokens.jwks-url", identity + "/.well-known/jwks.json"),
                Map.entry("twofold.http.trusted-proxies", LOOPBACK + "/32"),
                Map.entry("twofold.sealing.storage-keyset", secrets.storageKeyset(service)),
                Map.entry("twofold.digest.keyset", secrets.digestKeyset(service)),
                Map.entry("twofold.fingerprint.keyset", secrets.fingerprintKeyset(service)));
    }

    private Map<String, String> identity() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("twofold.public-url", ports.url(Service.IDENTITY));
        settings.put("twofold.otp.url", ports.url(Service.OTP));
        settings.put("quarkus.mailer.host", LOOPBACK);
        settings.put("quarkus.mailer.port", String.valueOf(ports.smtp()));
        settings.put("quarkus.mailer.from", "Twofold <no-reply@twofold.example>");
        for (var client : Client.values()) {
            var prefix = "twofold.clients.\"" + client.id() + "\".";
            settings.put(prefix + "secret", secrets.clientSecret(client));
            settings.put(prefix + "scopes", client.scope());
        }
        settings.put("twofold.clients.\"otp\".secret", secrets.otpClientSecret());
        settings.put("twofold.clients.\"otp\".scopes", "lookups");
        return settings;
    }

    private Map<String, String> otp() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("twofold.sealing.delivery-keyset", secrets.deliveryKeyset());
        settings.put("twofold.gateway.url", ports.url(Service.SMS_GATEWAY));
        settings.put("twofold.number-lookups.enabled", "true");
        settings.put("twofold.number-lookups.client-secret", secrets.otpClientSecret());
        // What a test says of a number counts at once.
        settings.put("twofold.number-lookups.kept-for", "PT0S");
        return settings;
    }

    private Map<String, String> smsGateway() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("twofold.sealing.delivery-keyset", secrets.deliveryKeyset());
        settings.put("twofold.messages.origin", "localhost");
        settings.put("twofold.providers.twilio.base-url", ports.url(ports.simulator()));
        settings.put("twofold.providers.twilio.account-sid", secrets.twilioAccountSid());
        settings.put("twofold.providers.twilio.auth-token", secrets.twilioAuthToken());
        // The number that Twilio itself has set aside for tests.
        settings.put("twofold.providers.twilio.from", "+15005550006");
        settings.put("twofold.providers.twilio.webhook-base-url", ports.url(Service.SMS_GATEWAY));
        // The message centre is there as soon as somebody sets its host, too.
        settings.put("twofold.providers.smpp.port", String.valueOf(ports.smpp()));
        settings.put("twofold.providers.smpp.system-id", SMPP_SYSTEM_ID);
        settings.put("twofold.providers.smpp.password", secrets.smppPassword());
        settings.put("twofold.providers.smpp.source", "Twofold");
        settings.put("twofold.lookups.twilio.enabled", "true");
        settings.put("twofold.lookups.twilio.base-url", ports.url(ports.simulator()));
        settings.put("twofold.lookups.twilio.kept-for", "PT0S");
        // The simulator sends no bills.
        settings.put("twofold.lookups.twilio.per-hour", "1000000000");
        settings.put("twofold.lookups.twilio.per-day", "1000000000");
        return settings;
    }

    private Map<String, String> appPassword() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("twofold.verifiers.\"" + StackSecrets.MAIL_SERVER + "\".secret", secrets.mailServerSecret());
        return settings;
    }
}

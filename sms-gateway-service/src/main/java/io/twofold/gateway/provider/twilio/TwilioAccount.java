package io.twofold.gateway.provider.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The account at Twilio, complete. Its token doesn't show itself.
 *
 * @param sid {@code AC…}
 * @param from who sends; see {@link TwilioConfig#from()}
 * @param webhookBaseUrl this service's address as Twilio reaches it
 */
record TwilioAccount(String sid, String authToken, String from, URI webhookBaseUrl) {

    /**
     * The account that is configured.
     *
     * @return empty if nothing of it is
     * @throws IllegalStateException if only a part of it is, which the exception's message names
     */
    static Optional<TwilioAccount> of(TwilioConfig config) {
        Map<String, Optional<?>> settings = new LinkedHashMap<>();
        settings.put("account-sid", config.accountSid());
        settings.put("auth-token", config.authToken());
        settings.put("from", config.from());
        settings.put("webhook-base-url", config.webhookBaseUrl());
        List<String> missing = settings.entrySet().stream()
                .filter(setting -> setting.getValue().isEmpty())
                .map(setting -> "twofold.providers.twilio." + setting.getKey())
                .toList();
        if (missing.size() == settings.size()) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "Twilio is configured in part: " + String.join(", ", missing) + " must be set, too, or none of it");
        }
        return Optional.of(new TwilioAccount(
                config.accountSid().orElseThrow(),
                config.authToken().orElseThrow(),
                config.from().orElseThrow(),
                config.webhookBaseUrl().orElseThrow()));
    }

    /** The header that lets us in (RFC 7617). */
    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((sid + ":" + authToken).getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "TwilioAccount[" + sid + "]";
    }
}

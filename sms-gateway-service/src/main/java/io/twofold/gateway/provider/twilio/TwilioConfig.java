package io.twofold.gateway.provider.twilio;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * {@code twofold.providers.twilio.*}: the account at Twilio; without any of it there is no such provider, with a part of it
 * the start stops. Time-outs are {@code quarkus.rest-client.twilio.*}.
 */
@ConfigMapping(prefix = "twofold.providers.twilio")
public interface TwilioConfig {

    /** Where its REST API is. */
    @WithDefault("https://api.twilio.com")
    URI baseUrl();

    /** The account, {@code AC…}. */
    Optional<String> accountSid();

    /** The account's secret: it authenticates requests to Twilio and signs those from there. */
    Optional<String> authToken();

    /** The sender: a number in E.164 form, or for texts only a short code, a sender id, or a messaging service ({@code MG…}). */
    Optional<String> from();

    /**
     * This service's address as Twilio reaches it, without a path: receipts go there, and their signatures are checked over
     * it, whatever proxies lie in between.
     */
    Optional<URI> webhookBaseUrl();

    /**
     * Which voice speaks a language, by its tag with the region or without, such as {@code de=Polly.Vicki}. A language that
     * isn't named gets the voice set in Twilio's console.
     */
    Map<String, String> voices();
}

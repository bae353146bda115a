package io.twofold.gateway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.http.CarriersConfig.Authentication;
import io.twofold.gateway.provider.http.CarriersConfig.Carrier;
import io.twofold.gateway.provider.http.CarriersConfig.Form;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The request that asks a carrier to take a text, as configuration describes it. */
final class CarrierRequest {

    /** Everything that ends a string, a value or a line. */
    private static final String NASTY = "\"'\\\n\r\t{}[],:&=?#%\u0000\u2028";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String setting;
    private final Template url;
    private final Optional<Template> body;
    private final Map<String, Template> headers = new LinkedHashMap<>();
    private final Map<Placeholder, String> constants = new EnumMap<>(Placeholder.class);

    /**
     * @param id the carrier's
     * @param receiptUrl where its receipts go, where they are taken
     * @throws IllegalStateException if no such request can be made
     */
    CarrierRequest(String id, Carrier carrier, Optional<String> receiptUrl) {
        this.setting = "twofold.providers.http." + id;
        carrier.from().ifPresent(from -> constants.put(Placeholder.FROM, from));
        receiptUrl.ifPresent(address -> constants.put(Placeholder.RECEIPT_URL, address));

        this.url = url(carrier);
        this.body = carrier.body().map(text -> body(carrier.contentType(), text));
        if (body.isPresent()) {
            header(
                    "Content-Type",
                    switch (carrier.contentType()) {
                        case JSON -> "application/json";
                        case FORM -> "application/x-www-form-urlencoded";
                    });
        }
        header("Accept", "application/json, */*;q=0.5");
        authorization(carrier.authentication()).ifPresent(value -> header("Authorization", value));
        carrier.headers().forEach(this::header);
    }

    /** The values of a message's placeholders. */
    Map<Placeholder, String> valuesOf(TextMessage message, Instant now) {
        Map<Placeholder, String> values = new EnumMap<>(constants);
        String e164 = message.destination().e164();
        values.put(Placeholder.TO, e164);
        values.put(Placeholder.TO_WITHOUT_PLUS, e164.substring(1));
        values.put(Placeholder.TEXT, message.text().body());
        values.put(Placeholder.DELIVERY_ID, message.deliveryId().toString());
        long seconds = Duration.between(now, message.expiresAt()).toSeconds();
        values.put(Placeholder.VALIDITY_SECONDS, Long.toString(Math.max(1, seconds)));
        return values;
    }

    String url(Map<Placeholder, String> values) {
        return url.fill(values);
    }

    Optional<String> body(Map<Placeholder, String> values) {
        return body.map(template -> template.fill(values));
    }

    Map<String, String> headers(Map<Placeholder, String> values) {
        Map<String, String> filled = new LinkedHashMap<>();
        headers.forEach((name, template) -> filled.put(name, template.fill(values)));
        return filled;
    }

    private Template url(Carrier carrier) {
        String where = setting + ".url";
        int query = carrier.url().indexOf('?');
        String path = query < 0 ? carrier.url() : carrier.url().substring(0, query);
        if (!Template.of(where, path, Escaping.QUERY).placeholders().isEmpty()) {
            throw new IllegalStateException(where + " may have placeholders after the question mark only");
        }
        Template template = known(where, Template.of(where, carrier.url(), Escaping.QUERY));
        URI address;
        try {
            address = URI.create(template.fill(probe()));
        } catch (IllegalArgumentException _) {
            throw new IllegalStateException(where + " isn't an address");
        }
        String scheme = String.valueOf(address.getScheme());
        if (address.getHost() == null
                || address.getUserInfo() != null
                || address.getFragment() != null
                || !Set.of("http", "https").contains(scheme)) {
            throw new IllegalStateException(where + " must be an http or https address without user and fragment");
        }
        if (scheme.equals("http") && !carrier.plainText() && !isThisMachine(address.getHost())) {
            throw new IllegalStateException(where + " would carry numbers and codes unencrypted: use https, or set "
                    + setting + ".plain-text=true");
        }
        return template;
    }

    private Template body(Form form, String text) {
        String where = setting + ".body";
        Template template = known(
                where,
                Template.of(
                        where,
                        text,
                        switch (form) {
                            case JSON -> Escaping.JSON;
                            case FORM -> Escaping.FORM;
                        }));
        if (form == Form.JSON) {
            try {
                JSON.readTree(template.fill(probe()));
            } catch (JsonProcessingException _) {
                // Jackson's message would quote the body.
                throw new IllegalStateException(
                        where + " isn't JSON once it is filled in: placeholders for text belong between quotes");
            }
        }
        return template;
    }

    private void header(String name, String value) {
        String where = setting + ".headers." + name;
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalStateException(where + " isn't a header");
        }
        Template template = Template.of(where, value, Escaping.HEADER);
        if (!Set.of(Placeholder.DELIVERY_ID).containsAll(template.placeholders())) {
            throw new IllegalStateException(where + " may have no placeholder but {delivery-id}");
        }
        headers.put(name, template);
    }

    private Optional<String> authorization(Authentication authentication) {
        boolean basic =
                authentication.user().isPresent() || authentication.password().isPresent();
        if (basic && authentication.token().isPresent()) {
            throw new IllegalStateException(setting + ".authentication is by user or by token, not by both");
        }
        if (!basic) {
            return authentication.token().map(token -> "Bearer " + token);
        }
        if (authentication.user().isEmpty() || authentication.password().isEmpty()) {
            throw new IllegalStateException(setting + ".authentication needs both user and password");
        }
        String credentials =
                authentication.user().get() + ":" + authentication.password().get();
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }

    /** Whether all that it leaves open can be filled in. */
    private Template known(String where, Template template) {
        Set<Placeholder> open = template.placeholders();
        if (open.contains(Placeholder.FROM) && !constants.containsKey(Placeholder.FROM)) {
            throw new IllegalStateException(where + " names the sender: set " + setting + ".from");
        }
        if (open.contains(Placeholder.RECEIPT_URL) && !constants.containsKey(Placeholder.RECEIPT_URL)) {
            throw new IllegalStateException(
                    where + " names the receipts' address: set " + setting + ".receipts.base-url");
        }
        return template;
    }

    /** Values as bad as they come, in their places. */
    private Map<Placeholder, String> probe() {
        Map<Placeholder, String> values = new EnumMap<>(constants);
        values.put(Placeholder.TO, "+14085550123");
        values.put(Placeholder.TO_WITHOUT_PLUS, "14085550123");
        values.put(Placeholder.TEXT, NASTY);
        values.put(Placeholder.DELIVERY_ID, "00000000-0000-7000-8000-000000000000");
        values.put(Placeholder.VALIDITY_SECONDS, "600");
        return values;
    }

    private static boolean isThisMachine(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        // Only what is an address already: names aren't asked for.
        return host.matches("127(\\.[0-9]{1,3}){3}|\\[::1]")
                && InetAddress.ofLiteral(strip(host)).isLoopbackAddress();
    }

    private static String strip(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}

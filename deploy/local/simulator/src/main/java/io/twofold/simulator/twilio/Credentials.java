package io.twofold.simulator.twilio;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * Who may use the API, and with what callbacks are signed.
 *
 * @param accountSid the user name of HTTP Basic authentication and a part of every path
 * @param authToken its password, and the key of signatures
 */
public record Credentials(String accountSid, String authToken) {

    /** Whether the header is HTTP Basic authentication (RFC 7617) with these credentials. */
    public boolean match(Optional<String> authorization) {
        byte[] expected = ("Basic "
                        + Base64.getEncoder()
                                .encodeToString((accountSid + ":" + authToken).getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
        return authorization
                .map(header -> MessageDigest.isEqual(expected, header.getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }

    @Override
    public String toString() {
        return "Credentials[" + accountSid + ", ******]";
    }
}

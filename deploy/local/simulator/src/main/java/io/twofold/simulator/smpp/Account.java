package io.twofold.simulator.smpp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Who may bind.
 *
 * @param systemId up to 15 characters
 * @param password up to 8 characters, as the protocol has it
 */
public record Account(String systemId, String password) {

    boolean match(String otherSystemId, String otherPassword) {
        byte[] own = (systemId + '\0' + password).getBytes(StandardCharsets.UTF_8);
        byte[] other = (otherSystemId + '\0' + otherPassword).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(own, other);
    }

    @Override
    public String toString() {
        return "Account[" + systemId + ", ******]";
    }
}

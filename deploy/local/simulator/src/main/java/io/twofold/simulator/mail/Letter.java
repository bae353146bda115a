package io.twofold.simulator.mail;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.twofold.simulator.journal.Entry;
import java.time.Instant;

/**
 * A letter in a mailbox.
 *
 * @param id unique; a letter to two addresses is two letters
 * @param owner the address it was delivered to, in its folded form
 * @param from the sender as a mail program shows it
 * @param subject decoded
 * @param text the plain text, decoded, lines ended by a line feed
 * @param receivedAt when it was taken
 */
public record Letter(
        String id, @JsonProperty("to") String owner, String from, String subject, String text, Instant receivedAt)
        implements Entry {

    @Override
    public long weight() {
        return 500 + 2L * (subject.length() + text.length());
    }
}

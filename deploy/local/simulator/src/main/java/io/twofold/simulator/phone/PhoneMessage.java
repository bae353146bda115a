package io.twofold.simulator.phone;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.twofold.simulator.journal.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A text on a phone, or what a call said.
 *
 * @param id the provider's id of it
 * @param owner the number of the phone
 * @param channel {@code sms} or {@code voice}
 * @param provider the id of the provider that brought it
 * @param from the sender as the phone shows it
 * @param text the text; of a call what was spoken, single digits separated by {@code ", "}, a line for each utterance
 * @param receivedAt when it reached the phone
 * @param segments of a text: into how many it was cut
 * @param encoding of a text: {@code GSM-7} or {@code UCS-2}
 * @param language of a call: the language it was first spoken in, where the caller named one
 * @param receipts what was reported of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PhoneMessage(
        String id,
        @JsonIgnore String owner,
        String channel,
        String provider,
        String from,
        String text,
        Instant receivedAt,
        @Nullable Integer segments,
        @Nullable String encoding,
        @Nullable String language,
        ReceiptTrail receipts)
        implements Entry {

    public static PhoneMessage text(
            String id,
            String number,
            String provider,
            String from,
            String text,
            Instant receivedAt,
            ReceiptTrail receipts) {
        return text(id, number, provider, from, text, Segments.of(text), receivedAt, receipts);
    }

    /** A text that somebody else has cut. */
    public static PhoneMessage text(
            String id,
            String number,
            String provider,
            String from,
            String text,
            Segments segments,
            Instant receivedAt,
            ReceiptTrail receipts) {
        return new PhoneMessage(
                id,
                number,
                "sms",
                provider,
                from,
                text,
                receivedAt,
                segments.count(),
                segments.alphabet().word(),
                null,
                receipts);
    }

    public static PhoneMessage call(
            String id,
            String number,
            String provider,
            String from,
            String spoken,
            @Nullable String language,
            Instant receivedAt,
            ReceiptTrail receipts) {
        return new PhoneMessage(
                id, number, "voice", provider, from, spoken, receivedAt, null, null, language, receipts);
    }

    @Override
    public long weight() {
        return 700 + 2L * text.length();
    }
}

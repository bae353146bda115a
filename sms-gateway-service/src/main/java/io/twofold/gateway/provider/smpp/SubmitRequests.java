package io.twofold.gateway.provider.smpp;

import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.smpp.ShortMessages.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jsmpp.bean.OptionalParameter;

/** Composes {@code submit_sm} (SMPP 3.4 §4.4.1). */
final class SubmitRequests {

    private static final byte HEADED = 0x40;
    private static final byte RECEIPT_WANTED = 1;
    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(28);

    private final SmppConfig config;

    SubmitRequests(SmppConfig config) {
        this.config = config;
    }

    /**
     * The request for a part.
     *
     * @param last whether its receipt is the message's
     */
    SmppLink.Request of(TextMessage message, Part part, boolean last, Instant now) {
        String destination = message.destination().e164().substring(1);
        String validity = validity(now, message.expiresAt());
        OptionalParameter[] parameters = part.whole()
                ? new OptionalParameter[] {new OptionalParameter.Message_payload(part.octets())}
                : new OptionalParameter[0];
        return (sequence, composer) -> composer.submitSm(
                sequence,
                config.serviceType().orElse(""),
                (byte) config.sourceTonOrUsual(),
                (byte) config.sourceNpiOrUsual(),
                config.source().map(SubmitRequests::withoutPlus).orElse(""),
                (byte) config.destinationTon(),
                (byte) config.destinationNpi(),
                destination,
                part.headed() ? HEADED : 0,
                (byte) 0,
                (byte) 0,
                "",
                validity,
                last ? RECEIPT_WANTED : 0,
                (byte) 0,
                part.dataCoding(),
                (byte) 0,
                part.whole() ? new byte[0] : part.octets(),
                parameters);
    }

    /** {@code validity_period} (SMPP 3.4 §7.1.1): at least a second, at most four weeks. */
    private String validity(Instant now, Instant end) {
        Duration left = Duration.between(now, end);
        if (left.compareTo(Duration.ofSeconds(1)) < 0) {
            left = Duration.ofSeconds(1);
        }
        if (left.compareTo(LONGEST_VALIDITY) > 0) {
            left = LONGEST_VALIDITY;
        }
        return switch (config.validity()) {
            case RELATIVE ->
                "%06d%02d%02d%02d000R"
                        .formatted(left.toDays(), left.toHoursPart(), left.toMinutesPart(), left.toSecondsPart());
            case ABSOLUTE -> UNTIL.format(now.plus(left)) + "000+";
            case NONE -> "";
        };
    }

    private static String withoutPlus(String address) {
        return address.startsWith("+") ? address.substring(1) : address;
    }
}

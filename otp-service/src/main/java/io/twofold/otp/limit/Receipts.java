package io.twofold.otp.limit;

import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.Fingerprinter;
import io.twofold.kit.sealing.Sealer;
import io.twofold.otp.limit.CountedSend.Kind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes receipts for sends, and reads them. So a send can be taken out of its counters again without a row of its own, and
 * whoever reads the challenge's row learns neither prefix nor address.
 */
@Singleton
class Receipts {

    private static final String CONTEXT = "send-receipt";

    private final Sealer sealer;
    private final Fingerprinter fingerprinter;

    Receipts(Sealer sealer, Fingerprinter fingerprinter) {
        this.sealer = sealer;
        this.fingerprinter = fingerprinter;
    }

    Receipt of(Send send, Instant at, Kind kind) {
        CountedSend counted = new CountedSend(
                at,
                kind,
                fingerprint(send.number()),
                Scope.ADDRESS.subjectOf(send).orElse(null),
                send.number().country(),
                send.prefix(),
                send.purpose(),
                send.client());
        return Receipt.ofBytes(sealer.seal(counted.toText(), CONTEXT));
    }

    CountedSend open(Receipt receipt) {
        return CountedSend.parse(sealer.open(receipt.toBytes(), CONTEXT));
    }

    /** Those of the last one's number. */
    List<CountedSend> ofOneNumber(List<Receipt> receipts) {
        List<CountedSend> sends = receipts.stream()
                .filter(receipt -> !receipt.isNone())
                .map(this::open)
                .toList();
        return sends.stream()
                .filter(send -> send.number().equals(sends.getLast().number()))
                .toList();
    }

    private String fingerprint(PhoneNumber number) {
        return HexFormat.of().formatHex(fingerprinter.of("receipt-number", number.e164()));
    }
}

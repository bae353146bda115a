package io.twofold.gateway.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.twofold.fuzzing.Expense;
import io.twofold.fuzzing.Journal;
import io.twofold.gateway.provider.Ledger;
import io.twofold.gateway.provider.Report;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AbstractSmCommand;

/** An input is what a centre writes to the line, PDU after PDU. */
public final class FuzzingPdus {

    /** What reading one from the line asks for beside, in bytes: where the line ends, an exception with its stack. */
    private static final int SMALL_CHANGE = 32 * 1024;
    /** What taking one apart asks for in any case, in bytes: what is cut short costs an exception. */
    private static final int EXCEPTION = 256 * 1024;
    /** How many bytes one that was read becomes for each of its own: a parameter of four octets costs jsmpp a kilobyte. */
    private static final int GROWTH = 400;

    private final Journal journal = Journal.open();
    private final Ledger ledger = new Ledger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SmppReceipts receipts = new SmppReceipts(
            () -> ledger,
            new SmallRyeConfigBuilder().withMapping(SmppConfig.class).build().getConfigMapping(SmppConfig.class),
            meters);

    @FuzzTest
    public void whateverACentreWritesIsTakenOrRefused(byte[] written) {
        for (int from = 0; from < written.length; ) {
            int start = from;
            Optional<byte[]> pdu = Expense.within(Pdus.LARGEST + SMALL_CHANGE, () -> next(written, start));
            if (pdu.isEmpty()) {
                break;
            }
            assertThat(pdu.get())
                    .hasSizeBetween(Pdus.HEADER, Pdus.LARGEST)
                    .isEqualTo(Arrays.copyOfRange(written, from, from + pdu.get().length));
            take(pdu.get());
            from += pdu.get().length;
        }
        assertThat(journal.lines()).isEmpty();
        assertThat(meters.find("twofold.gateway.receipts").counters())
                .extracting(Counter::getId)
                .allSatisfy(id -> assertThat(id.getTag("outcome")).isIn("ignored", "unreadable", "applied", "stale"));
    }

    /** Empty also if the line ends. */
    private static Optional<byte[]> next(byte[] written, int from) {
        try {
            return Pdus.next(new DataInputStream(new ByteArrayInputStream(written, from, written.length - from)));
        } catch (EOFException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(byte[] pdu) {
        int command = ByteBuffer.wrap(pdu).getInt(4);
        long bytes = (long) pdu.length * GROWTH + EXCEPTION;
        Optional<AbstractSmCommand> brought =
                Expense.bounded(() -> Expense.within(bytes, () -> Pdus.brought(command, pdu)));
        brought.ifPresent(
                read -> assertThat(Expense.bounded(() -> receipts.take(read))).isEqualTo(SMPPConstant.STAT_ESME_ROK));
        for (Report report : ledger.reports()) {
            assertThat(report.messageId()).hasSizeLessThanOrEqualTo(Pdus.LONGEST_ID);
        }
    }
}

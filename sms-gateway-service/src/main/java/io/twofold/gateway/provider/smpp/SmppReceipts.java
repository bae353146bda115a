package io.twofold.gateway.provider.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Reports;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * Takes what the centre brings. A receipt is answered when what it says is committed: one that can't be applied now is sent
 * back, and the centre brings it again. What is no receipt, or can't be read, is taken and counted, or it would come for ever.
 */
final class SmppReceipts implements SmppLink.Inbox {

    private static final Logger LOG = Logger.getLogger(SmppReceipts.class);

    private static final int TAKEN = SMPPConstant.STAT_ESME_ROK;
    private static final int BRING_AGAIN = SMPPConstant.STAT_ESME_RX_T_APPN;

    /** Waits while the answer to the message is being written down, in milliseconds. */
    private static final int[] MOMENTS = {20, 80, 300};

    private static final int REMEMBERED = 10_000;
    private static final int KIND = 0x3C;
    private static final int RECEIPT = 0x04;
    private static final int INTERMEDIATE = 0x20;

    private final Supplier<Reports> reports;
    private final MessageIds ids;
    private final int unknownTries;
    private final Semaphore waitingPlaces;
    private final MeterRegistry meters;
    private final Map<String, Integer> triesOfUnknown = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    SmppReceipts(Supplier<Reports> reports, SmppConfig config, MeterRegistry meters) {
        this.reports = reports;
        this.ids = config.messageIds();
        this.unknownTries = config.unknownReceiptTries();
        this.waitingPlaces = new Semaphore(Math.max(1, config.receiptsAtATime() / 2));
        this.meters = meters;
    }

    @Override
    public int take(AbstractSmCommand brought) {
        Optional<Report> report;
        try {
            if (!isReceipt(brought)) {
                return answered("ignored", TAKEN);
            }
            report = report(brought);
        } catch (RuntimeException _) {
            report = Optional.empty();
        }
        if (report.isEmpty()) {
            return answered("unreadable", TAKEN);
        }
        try {
            return apply(report.get());
        } catch (RuntimeException e) {
            LOG.warnf("A receipt can't be applied now: %s", e.getClass().getSimpleName());
            return answered("failed", BRING_AGAIN);
        }
    }

    private int apply(Report report) {
        Reports.Effect effect = reports.get().apply(SmppProvider.ID, report);
        if (effect == Reports.Effect.UNKNOWN && isFirstTryOf(report.messageId())) {
            effect = applyInAMoment(report);
        }
        if (effect == Reports.Effect.UNKNOWN && comesAgain(report.messageId())) {
            return answered("deferred", BRING_AGAIN);
        }
        forget(report.messageId());
        return answered(effect.name().toLowerCase(Locale.ROOT), TAKEN);
    }

    /** Receipts overtake the writing down of answers by some milliseconds; centres bring them again after some seconds. */
    private Reports.Effect applyInAMoment(Report report) {
        if (!waitingPlaces.tryAcquire()) {
            return Reports.Effect.UNKNOWN;
        }
        try {
            for (int moment : MOMENTS) {
                Thread.sleep(moment);
                Reports.Effect effect = reports.get().apply(SmppProvider.ID, report);
                if (effect != Reports.Effect.UNKNOWN) {
                    return effect;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            waitingPlaces.release();
        }
        return Reports.Effect.UNKNOWN;
    }

    private boolean isFirstTryOf(String messageId) {
        synchronized (triesOfUnknown) {
            return !triesOfUnknown.containsKey(messageId);
        }
    }

    private boolean comesAgain(String messageId) {
        synchronized (triesOfUnknown) {
            return triesOfUnknown.merge(messageId, 1, Integer::sum) <= unknownTries;
        }
    }

    private void forget(String messageId) {
        synchronized (triesOfUnknown) {
            triesOfUnknown.remove(messageId);
        }
    }

    private Optional<Report> report(AbstractSmCommand brought) {
        SmppReceipt words = SmppReceipt.parse(textOf(brought));
        Optional<String> id = parameter(brought, Tag.RECEIPTED_MESSAGE_ID)
                .map(SmppReceipts::upToNul)
                .filter(named -> !named.isBlank() && named.length() <= Pdus.LONGEST_ID)
                .map(ids::ofAnswer)
                .or(() -> words.id().map(ids::ofReceipt));
        Optional<SmppReceipt.State> state = parameter(brought, Tag.MESSAGE_STATE)
                .filter(octets -> octets.length == 1)
                .flatMap(octets -> SmppReceipt.State.of(octets[0]))
                .or(words::state);
        return id.flatMap(
                known -> state.map(reached -> new Report(known, reached.progress(), reached.reason(words.error()))));
    }

    private static boolean isReceipt(AbstractSmCommand brought) {
        int kind = brought.getEsmClass() & KIND;
        return kind == RECEIPT
                || kind == INTERMEDIATE
                || parameter(brought, Tag.RECEIPTED_MESSAGE_ID).isPresent();
    }

    private static String textOf(AbstractSmCommand brought) {
        byte[] octets = brought instanceof DeliverSm delivered && delivered.getShortMessage() != null
                ? delivered.getShortMessage()
                : new byte[0];
        if (octets.length == 0) {
            octets = parameter(brought, Tag.MESSAGE_PAYLOAD).orElse(octets);
        }
        return new String(octets, brought.getDataCoding() == ShortMessages.UCS_2 ? UTF_16BE : ISO_8859_1);
    }

    private static Optional<byte[]> parameter(AbstractSmCommand brought, Tag tag) {
        OptionalParameter[] parameters = brought.getOptionalParameters();
        if (parameters == null) {
            return Optional.empty();
        }
        for (OptionalParameter parameter : parameters) {
            if (parameter.tag == tag.code()) {
                byte[] serialized = parameter.serialize();
                return Optional.of(Arrays.copyOfRange(serialized, 4, serialized.length));
            }
        }
        return Optional.empty();
    }

    private static String upToNul(byte[] octets) {
        String text = new String(octets, ISO_8859_1);
        int nul = text.indexOf('\0');
        return nul < 0 ? text : text.substring(0, nul);
    }

    private int answered(String outcome, int status) {
        meters.counter("twofold.gateway.receipts", "provider", SmppProvider.ID, "outcome", outcome)
                .increment();
        return status;
    }
}

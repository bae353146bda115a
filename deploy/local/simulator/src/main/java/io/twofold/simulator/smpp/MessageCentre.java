package io.twofold.simulator.smpp;

import io.twofold.simulator.phone.E164;
import io.twofold.simulator.phone.PhoneMessage;
import io.twofold.simulator.phone.Phones;
import io.twofold.simulator.phone.ReceiptTrail;
import io.twofold.simulator.phone.Segments;
import io.twofold.simulator.provider.Behaviour;
import io.twofold.simulator.provider.Conduct;
import io.twofold.simulator.provider.Mode;
import io.twofold.simulator.provider.Pause;
import io.twofold.simulator.provider.Provider;
import io.twofold.simulator.provider.Tally;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/**
 * The message centre (SMPP 3.4). Every short message is a request; a text reaches the phone when its last part is taken, before
 * that is answered. Told to fail, it answers with ESME_RSYSERR, told to reject, with ESME_RINVDSTADR, or with the {@code
 * command_status} it was told; with an error code from 30000 to 30999 it takes the text and reports it UNDELIV, the last three
 * digits being the network's error. It reports how a text ends; told to reorder receipts, also that it is on its way, afterwards.
 */
public final class MessageCentre implements Provider {

    private static final int FIRST_DELIVERY_ERROR = 30_000;
    private static final int LAST_DELIVERY_ERROR = 30_999;
    private static final int LAST_STATUS = 0x4FF;

    private final Conduct conduct = new Conduct("smpp", EnumSet.allOf(Mode.class), MessageCentre::isErrorCode);
    private final Phones phones;
    private final Duration step;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Sessions sessions;
    private final Receipts receipts;
    private final Assembly assembly = new Assembly();

    /**
     * A message centre that isn't listening yet.
     *
     * @param port its port; 0: any that is free
     * @param step how long a text takes from the phone's network to its receipt
     * @throws IOException where no socket can be had
     */
    public MessageCentre(InetAddress host, int port, Account account, Phones phones, Duration step, Clock clock)
            throws IOException {
        this.phones = phones;
        this.step = step;
        this.clock = clock;
        this.sessions = new Sessions(host, port, account, threads);
        this.receipts = new Receipts(sessions, conduct);
    }

    @Override
    public Conduct conduct() {
        return conduct;
    }

    @Override
    public void start() throws IOException {
        sessions.start(new SubmitReceiver(this::take));
    }

    public int port() {
        return sessions.port();
    }

    @Override
    public void forget() {
        assembly.clear();
        receipts.forget();
    }

    @Override
    public void close() {
        sessions.close();
        threads.shutdownNow();
    }

    private SubmitSmResult take(SubmitSm request, SMPPServerSession session) throws ProcessRequestException {
        conduct.count(Tally.REQUESTS);
        String number = ShortMessage.number(request);
        Behaviour behaviour = conduct.towards(number);
        if (behaviour.is(Mode.FAIL)) {
            throw refusal(Tally.FAILED, behaviour, SMPPConstant.STAT_ESME_RSYSERR);
        }
        if (!E164.matches(number)) {
            throw refusal(Tally.REFUSED, Behaviour.OK, SMPPConstant.STAT_ESME_RINVDSTADR);
        }
        if (behaviour.is(Mode.REJECT) && !isDeliveryError(behaviour)) {
            throw refusal(Tally.REFUSED, behaviour, SMPPConstant.STAT_ESME_RINVDSTADR);
        }
        conduct.count(Tally.ACCEPTED);
        ShortMessage message = ShortMessage.of(request);
        if (behaviour.is(Mode.LOSE)) {
            conduct.count(Tally.LOST);
        } else {
            assembly.add(message).ifPresent(parts -> arrive(parts, behaviour));
        }
        if (behaviour.is(Mode.DISCONNECT)) {
            session.close();
        }
        behaviour.delay();
        return answer(message.id());
    }

    private void arrive(List<ShortMessage> parts, Behaviour behaviour) {
        ShortMessage first = parts.getFirst();
        ReceiptTrail trail = new ReceiptTrail();
        Instant taken = now();
        int era = receipts.era();
        if (!behaviour.is(Mode.REJECT)) {
            String text = parts.stream().map(ShortMessage::text).collect(Collectors.joining());
            phones.receive(PhoneMessage.text(
                    parts.getLast().id(),
                    first.to(),
                    conduct.provider(),
                    first.from(),
                    text,
                    new Segments(Octets.alphabet(first.dataCoding()), segments(parts, text)),
                    taken,
                    trail));
        }
        parts.stream()
                .filter(ShortMessage::receipt)
                .forEach(part -> threads.execute(() -> report(part, behaviour, taken, trail, era)));
    }

    private void report(ShortMessage part, Behaviour behaviour, Instant taken, ReceiptTrail trail, int era) {
        Pause.of(step);
        Receipts.State end = behaviour.is(Mode.REJECT) ? Receipts.State.UNDELIVERABLE : Receipts.State.DELIVERED;
        int error = behaviour.is(Mode.REJECT) ? behaviour.errorCodeOr(FIRST_DELIVERY_ERROR) % 1000 : 0;
        receipts.send(part, end, error, taken, now(), trail, era);
        if (behaviour.is(Mode.DUPLICATE_RECEIPTS)) {
            receipts.send(part, end, error, taken, now(), trail, era);
        }
        if (behaviour.is(Mode.REORDER_RECEIPTS)) {
            receipts.send(part, Receipts.State.ENROUTE, 0, taken, now(), trail, era);
        }
    }

    /** One that came whole is cut on the way to the phone. */
    private static int segments(List<ShortMessage> parts, String text) {
        return parts.size() > 1 ? parts.size() : Segments.of(text).count();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private ProcessRequestException refusal(Tally tally, Behaviour behaviour, int usual) {
        conduct.count(tally);
        behaviour.delay();
        int status = isDeliveryError(behaviour) ? usual : behaviour.errorCodeOr(usual);
        return new ProcessRequestException("as told", status);
    }

    private static SubmitSmResult answer(String id) {
        try {
            return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isErrorCode(int code) {
        return (code > 0 && code <= LAST_STATUS) || (code >= FIRST_DELIVERY_ERROR && code <= LAST_DELIVERY_ERROR);
    }

    private static boolean isDeliveryError(Behaviour behaviour) {
        return behaviour.errorCodeOr(0) >= FIRST_DELIVERY_ERROR;
    }
}

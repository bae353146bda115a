package io.twofold.simulator.smpp;

import io.twofold.simulator.phone.ReceiptTrail;
import io.twofold.simulator.provider.Conduct;
import io.twofold.simulator.provider.Pause;
import io.twofold.simulator.provider.Tally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;

/**
 * Sends receipts over whatever session is bound. One that isn't taken is sent again, eight times in all, with waits from a
 * quarter of a second doubling to two seconds.
 */
final class Receipts {

    private static final int ATTEMPTS = 8;
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

    private final Sessions sessions;
    private final Conduct conduct;
    private final AtomicInteger era = new AtomicInteger();

    Receipts(Sessions sessions, Conduct conduct) {
        this.sessions = sessions;
        this.conduct = conduct;
    }

    /** How far a message has come, in the words and numbers of SMPP 3.4. */
    enum State {
        ENROUTE("ENROUTE", 1),
        DELIVERED("DELIVRD", 2),
        UNDELIVERABLE("UNDELIV", 5);

        private final String word;
        private final int number;

        State(String word, int number) {
            this.word = word;
            this.number = number;
        }
    }

    /** Goes up whenever everything is forgotten. */
    int era() {
        return era.get();
    }

    /** Nothing is reported any more of what was taken until now. */
    void forget() {
        era.incrementAndGet();
    }

    /**
     * Sends one, and returns when it is taken or given up.
     *
     * @param takenIn the era that the message was taken in
     * @param error the network's number of why it didn't arrive, 0 to 999
     */
    void send(
            ShortMessage message,
            State state,
            int error,
            Instant taken,
            Instant done,
            ReceiptTrail trail,
            int takenIn) {
        String words = "id:%s sub:001 dlvrd:%s submit date:%s done date:%s stat:%s err:%03d text:"
                .formatted(
                        message.id(),
                        state == State.DELIVERED ? "001" : "000",
                        MINUTE.format(taken),
                        MINUTE.format(done),
                        state.word,
                        error);
        Duration wait = FIRST_WAIT;
        for (int attempt = 1; attempt <= ATTEMPTS && takenIn == era.get(); attempt++) {
            if (isTaken(message, state, words)) {
                conduct.count(Tally.RECEIPTS);
                trail.add(state.word);
                return;
            }
            Pause.of(wait);
            wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : wait;
        }
        if (takenIn == era.get()) {
            conduct.count(Tally.RECEIPTS_FAILED);
        }
    }

    private boolean isTaken(ShortMessage message, State state, String words) {
        List<SMPPServerSession> bound = sessions.receiving();
        if (bound.isEmpty()) {
            return false;
        }
        try {
            bound.get(Math.floorMod(message.id().hashCode(), bound.size()))
                    .deliverShortMessage(
                            "",
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            message.to().substring(1),
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            message.sender(),
                            new ESMClass(SMPPConstant.ESMCLS_SMSC_DELIV_RECEIPT),
                            (byte) 0,
                            (byte) 0,
                            new RegisteredDelivery(),
                            new RawDataCoding((byte) 0),
                            words.getBytes(StandardCharsets.US_ASCII),
                            new OptionalParameter.Receipted_message_id(message.id()),
                            new OptionalParameter.Message_state((byte) state.number));
            return true;
        } catch (NegativeResponseException
                | PDUException
                | ResponseTimeoutException
                | InvalidResponseException
                | IOException _) {
            return false;
        }
    }
}

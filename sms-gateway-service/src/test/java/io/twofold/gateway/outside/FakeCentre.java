package io.twofold.gateway.outside;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;

/**
 * A message centre on a port of its own, with its misbehaviours: told per number, one for each short message, the last for all
 * that follow. Receipts are sent by the test. Its sessions are jsmpp's, which the service doesn't use.
 */
public final class FakeCentre implements AutoCloseable {

    public static final String SYSTEM_ID = "twofold";
    public static final String PASSWORD = "centre!";

    private static final int ANSWERS_AT_A_TIME = 64;

    /** How a short message is met. */
    public enum Conduct {
        TAKE,
        /** Taken at once, answered when the client has given up. */
        TAKE_AND_STALL,
        /** Taken at once, answered half a second later. */
        TAKE_SLOWLY,
        /** Taken, and the session closed without an answer. */
        TAKE_AND_HANG_UP,
        /** Taken, and the answer names no id. */
        TAKE_WITHOUT_ID,
        /** ESME_RTHROTTLED. */
        TOO_MANY,
        /** ESME_RMSGQFUL. */
        QUEUE_FULL,
        /** ESME_RINVDSTADR. */
        REJECT_NUMBER,
        /** ESME_RSYSERR. */
        REFUSE_FOR_NOW
    }

    /**
     * A short message that was taken.
     *
     * @param id the centre's own
     */
    public record Submitted(String id, SubmitSm request) {

        public String to() {
            return "+" + request.getDestAddress();
        }

        public byte[] octets() {
            return request.getShortMessage();
        }

        /** What was in {@code message_payload}, empty if nothing. */
        public byte[] payload() {
            OptionalParameter.Message_payload payload =
                    request.getOptionalParameter(OptionalParameter.Message_payload.class);
            return payload == null ? new byte[0] : payload.getValue();
        }
    }

    private final Map<String, Deque<Conduct>> conducts = new ConcurrentHashMap<>();
    private final List<Submitted> taken = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger binds = new AtomicInteger();
    private final AtomicInteger unbinds = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ServerSocket socket;
    private final SMPPServerSessionListener listener;
    private volatile int bindStatus;
    private volatile boolean closed;

    public FakeCentre() {
        this(ServerSocketFactory.getDefault());
    }

    /** Listens on a socket of that kind. */
    public FakeCentre(ServerSocketFactory sockets) {
        try {
            socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            listener = new SMPPServerSessionListener(socket.getLocalPort(), new OnThatSocket());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.setMessageReceiverListener(new Receiver());
        listener.setPduProcessorDegree(ANSWERS_AT_A_TIME);
        listener.setQueueCapacity(5_000);
        Thread.ofPlatform().daemon().name("fake-centre").start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public void towards(String number, Conduct... how) {
        conducts.put(number, new ArrayDeque<>(Arrays.asList(how)));
    }

    /** What it took for a number, in order. */
    public List<Submitted> takenFor(String number) {
        return taken.stream().filter(submitted -> submitted.to().equals(number)).toList();
    }

    public int takenInAll() {
        return taken.size();
    }

    /** Sessions that are bound now. */
    public int boundSessions() {
        return (int) sessions.stream()
                .filter(session -> session.getSessionState().isBound())
                .count();
    }

    /** How often somebody asked to be let in. */
    public int binds() {
        return binds.get();
    }

    /** How often somebody took leave. */
    public int unbinds() {
        return unbinds.get();
    }

    /** Answers binds with that status from now on; 0: lets everybody in who knows the password. */
    public void answerBindsWith(int status) {
        bindStatus = status;
    }

    /** Closes all connections. */
    public void hangUp() {
        sessions.forEach(SMPPServerSession::close);
    }

    /** Takes leave as the protocol has it, and closes. */
    public void unbindAll() {
        sessions.forEach(SMPPServerSession::unbindAndClose);
    }

    /** Sends the usual words of a receipt; returns the status that it was answered with. */
    public int report(Submitted submitted, String state) {
        return report("id:" + submitted.id() + " sub:001 dlvrd:001 submit date:2601311000 done date:2601311001 stat:"
                + state + " err:000 text:Your code");
    }

    /** Sends a receipt's words. */
    public int report(String words, OptionalParameter... parameters) {
        return bring(SMPPConstant.ESMCLS_SMSC_DELIV_RECEIPT, words, parameters);
    }

    /** Sends anything; returns the status that it was answered with. */
    public int bring(byte esmClass, String words, OptionalParameter... parameters) {
        SMPPServerSession session = sessions.stream()
                .filter(candidate -> candidate.getSessionState().isBound())
                .findFirst()
                .orElseThrow();
        try {
            session.deliverShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    "14085550199",
                    TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.UNKNOWN,
                    "Twofold",
                    new ESMClass(esmClass),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(),
                    new RawDataCoding((byte) 0),
                    words.getBytes(ISO_8859_1),
                    parameters);
            return 0;
        } catch (NegativeResponseException e) {
            return e.getCommandStatus();
        } catch (PDUException | ResponseTimeoutException | InvalidResponseException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        end.countDown();
        hangUp();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!closed) {
            try {
                SMPPServerSession session = listener.accept();
                session.setTransactionTimer(5_000);
                session.addSessionStateListener((state, _, _) -> {
                    if (state == SessionState.UNBOUND) {
                        unbinds.incrementAndGet();
                    }
                });
                Thread.ofVirtual().start(() -> letIn(session));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void letIn(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(5_000);
            binds.incrementAndGet();
            boolean known = request.getSystemId().equals(SYSTEM_ID)
                    && request.getPassword().equals(PASSWORD);
            int status = bindStatus != 0 || known ? bindStatus : SMPPConstant.STAT_ESME_RINVPASWD;
            if (status == 0) {
                sessions.add(session);
                request.accept("centre", InterfaceVersion.IF_34);
            } else {
                request.reject(status);
                session.close();
            }
        } catch (TimeoutException | PDUStringException | IOException | IllegalStateException e) {
            session.close();
        }
    }

    private Conduct next(String number) {
        Deque<Conduct> told = conducts.getOrDefault(number, new ArrayDeque<>());
        synchronized (told) {
            Conduct next = told.size() > 1 ? told.poll() : told.peek();
            return next == null ? Conduct.TAKE : next;
        }
    }

    /** The next message has the last one's id. */
    public void useLastIdAgain() {
        var _ = ids.decrementAndGet();
    }

    private Submitted take(SubmitSm request) {
        Submitted submitted = new Submitted("c" + ids.incrementAndGet(), request);
        taken.add(submitted);
        return submitted;
    }

    private final class OnThatSocket implements ServerConnectionFactory {

        @Override
        public ServerConnection listen(int port) {
            return new ServerSocketConnection(socket);
        }

        @Override
        public ServerConnection listen(int port, int timeout) {
            return listen(port);
        }

        @Override
        public ServerConnection listen(int port, int timeout, int backlog) {
            return listen(port);
        }
    }

    private final class Receiver implements ServerMessageReceiverListener {

        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm request, SMPPServerSession source)
                throws ProcessRequestException {
            return switch (next("+" + request.getDestAddress())) {
                case TAKE -> answer(take(request).id());
                case TAKE_WITHOUT_ID -> {
                    take(request);
                    yield answer("");
                }
                case TAKE_AND_STALL -> {
                    String id = take(request).id();
                    stall(10_000);
                    yield answer(id);
                }
                case TAKE_SLOWLY -> {
                    String id = take(request).id();
                    stall(500);
                    yield answer(id);
                }
                case TAKE_AND_HANG_UP -> {
                    String id = take(request).id();
                    source.close();
                    yield answer(id);
                }
                case TOO_MANY -> throw no(SMPPConstant.STAT_ESME_RTHROTTLED);
                case QUEUE_FULL -> throw no(SMPPConstant.STAT_ESME_RMSGQFUL);
                case REJECT_NUMBER -> throw no(SMPPConstant.STAT_ESME_RINVDSTADR);
                case REFUSE_FOR_NOW -> throw no(SMPPConstant.STAT_ESME_RSYSERR);
            };
        }

        private void stall(long millis) {
            try {
                end.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private SubmitSmResult answer(String id) throws ProcessRequestException {
            try {
                return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
            } catch (PDUStringException e) {
                throw no(e.getErrorCode());
            }
        }

        private ProcessRequestException no(int status) {
            return new ProcessRequestException("as the test wants it", status);
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti request, SMPPServerSession source)
                throws ProcessRequestException {
            throw no(SMPPConstant.STAT_ESME_RINVCMDID);
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm request, SMPPServerSession source) throws ProcessRequestException {
            throw no(SMPPConstant.STAT_ESME_RINVCMDID);
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm request, SMPPServerSession source) throws ProcessRequestException {
            throw no(SMPPConstant.STAT_ESME_RINVCMDID);
        }

        @Override
        public void onAcceptCancelSm(CancelSm request, SMPPServerSession source) throws ProcessRequestException {
            throw no(SMPPConstant.STAT_ESME_RINVCMDID);
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm request, SMPPServerSession source)
                throws ProcessRequestException {
            throw no(SMPPConstant.STAT_ESME_RINVCMDID);
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm request, SMPPServerSession source)
                throws ProcessRequestException {
            throw no(SMPPConstant.STAT_ESME_RINVCMDID);
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm request, SMPPServerSession source)
                throws ProcessRequestException {
            throw no(SMPPConstant.STAT_ESME_RINVCMDID);
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm request, Session source) throws ProcessRequestException {
            throw no(SMPPConstant.STAT_ESME_RINVCMDID);
        }
    }
}

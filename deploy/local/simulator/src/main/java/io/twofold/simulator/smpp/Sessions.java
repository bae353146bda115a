package io.twofold.simulator.smpp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;

/** The port, and the sessions that came in by it. */
final class Sessions implements AutoCloseable {

    private static final int BIND_WITHIN_MS = 5_000;
    private static final int ANSWER_WITHIN_MS = 10_000;
    /** Short messages of a session that are worked on at a time: those that are answered late hold up the others beyond it. */
    private static final int WORKERS = 32;

    private static final int QUEUE = 2_000;

    private final Account account;
    private final ExecutorService threads;
    private final ServerSocket socket;
    private final InetSocketAddress address;
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Sessions(InetAddress host, int port, Account account, ExecutorService threads) throws IOException {
        this.account = account;
        this.threads = threads;
        this.socket = new ServerSocket();
        this.address = new InetSocketAddress(host, port);
    }

    /**
     * Opens the port.
     *
     * @param receiver takes what clients say
     */
    void start(ServerMessageReceiverListener receiver) throws IOException {
        socket.bind(address);
        SMPPServerSessionListener listener = new SMPPServerSessionListener(port(), new OnThatSocket());
        listener.setMessageReceiverListener(receiver);
        listener.setPduProcessorDegree(WORKERS);
        listener.setQueueCapacity(QUEUE);
        threads.execute(() -> accept(listener));
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Those that receipts may go over. */
    List<SMPPServerSession> receiving() {
        return sessions.stream()
                .filter(session -> session.getSessionState().isReceivable())
                .toList();
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more in either case.
        }
        sessions.forEach(SMPPServerSession::close);
    }

    private void accept(SMPPServerSessionListener listener) {
        while (!closed) {
            try {
                SMPPServerSession session = listener.accept();
                session.setTransactionTimer(ANSWER_WITHIN_MS);
                threads.execute(() -> letIn(session));
            } catch (IOException _) {
                // One client's trouble, or the end.
            }
        }
    }

    private void letIn(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(BIND_WITHIN_MS);
            if (!account.match(request.getSystemId(), request.getPassword())) {
                request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
                session.close();
                return;
            }
            session.addSessionStateListener((state, _, _) -> {
                if (!state.isBound()) {
                    sessions.remove(session);
                }
            });
            sessions.add(session);
            request.accept("simulator", InterfaceVersion.IF_34);
        } catch (TimeoutException | PDUStringException | IOException | IllegalStateException _) {
            sessions.remove(session);
            session.close();
        }
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
}

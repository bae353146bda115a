package io.twofold.simulator.mail;

import io.twofold.simulator.provider.Behaviour;
import io.twofold.simulator.provider.Conduct;
import io.twofold.simulator.provider.Mode;
import io.twofold.simulator.provider.Pause;
import io.twofold.simulator.provider.Provider;
import io.twofold.simulator.provider.Tally;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/**
 * The mail server (RFC 5321). Told to fail it answers a recipient with 451, told to reject with 550, or with the error
 * code it was told; told to lose, it takes the letter and puts it in no mailbox.
 */
public final class MailServer implements Provider {

    private static final Set<Mode> MODES = EnumSet.of(Mode.OK, Mode.SLOW, Mode.FAIL, Mode.REJECT, Mode.LOSE);
    private static final int LARGEST_LETTER = 1024 * 1024;

    private final Conduct conduct = new Conduct("smtp", MODES, code -> code >= 400 && code <= 599);
    private final Mailboxes mailboxes;
    private final Clock clock;
    private final ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket socket;
    private final SMTPServer server;

    /**
     * A mail server that isn't listening yet.
     *
     * @param host where it will listen
     * @param port its port; 0: any that is free
     * @throws IOException where no socket can be had
     */
    public MailServer(InetAddress host, int port, Mailboxes mailboxes, Clock clock) throws IOException {
        this.mailboxes = mailboxes;
        this.clock = clock;
        this.socket = new ServerSocket();
        this.server = SMTPServer.port(port)
                .bindAddress(host)
                .hostName("localhost")
                .softwareName("Twofold simulator")
                .serverSocketFactory(() -> socket)
                .executorService(sessions)
                .insertReceivedHeaders(false)
                .sessionHandler(new UnhurriedGreeting())
                .maxMessageSize(LARGEST_LETTER)
                .messageHandlerFactory(_ -> new Delivery())
                .build();
    }

    @Override
    public Conduct conduct() {
        return conduct;
    }

    @Override
    public void start() throws IOException {
        try {
            server.start();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void forget() {
        mailboxes.forget();
    }

    @Override
    public void close() {
        // Interrupts whoever is kept waiting, since the server would wait for them without end.
        sessions.shutdownNow();
        server.stop();
    }

    /**
     * Waits a moment before the greeting, as a server at the other end of a network does: Vert.x's mail client (4.5) misses
     * a greeting that is there before it listens, about once in a hundred connections over loopback, and then waits for it
     * without end.
     */
    private static final class UnhurriedGreeting implements SessionHandler {

        private static final Duration MOMENT = Duration.ofMillis(100);

        @Override
        public SessionAcceptance accept(Session session) {
            Pause.of(MOMENT);
            return SessionAcceptance.success();
        }

        @Override
        public void onSessionEnd(Session session) {}
    }

    /** One letter on its way through the protocol; every recipient is one request. */
    private final class Delivery implements MessageHandler {

        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        @Override
        public void from(String address) {
            sender = address;
        }

        @Override
        public void recipient(String address) throws RejectException {
            conduct.count(Tally.REQUESTS);
            Behaviour behaviour = conduct.towards(address);
            switch (behaviour.mode()) {
                case FAIL -> {
                    behaviour.delay();
                    conduct.count(Tally.FAILED);
                    throw new RejectException(behaviour.errorCodeOr(451), "4.3.0 Told to fail: try again later");
                }
                case REJECT -> {
                    behaviour.delay();
                    conduct.count(Tally.REFUSED);
                    throw new RejectException(behaviour.errorCodeOr(550), "5.1.1 Told to reject: no such mailbox");
                }
                case OK, SLOW, LOSE, DISCONNECT, DUPLICATE_RECEIPTS, REORDER_RECEIPTS -> recipients.add(address);
            }
        }

        @Override
        public @Nullable String data(InputStream data) throws IOException, RejectException {
            byte[] sent = data.readNBytes(LARGEST_LETTER + 1);
            if (sent.length > LARGEST_LETTER) {
                data.transferTo(OutputStream.nullOutputStream());
                throw refusal(552, "5.3.4 The letter is larger than 1 MiB");
            }
            try {
                deliver(ReadableLetter.of(sent));
            } catch (MessagingException | IOException _) {
                throw refusal(554, "5.6.0 The letter can't be read");
            }
            recipients.stream()
                    .map(conduct::towards)
                    .max(Comparator.comparingLong(Behaviour::delayMs))
                    .ifPresent(Behaviour::delay);
            return null;
        }

        private RejectException refusal(int code, String sentence) {
            recipients.forEach(_ -> conduct.count(Tally.REFUSED));
            return new RejectException(code, sentence);
        }

        private void deliver(ReadableLetter letter) {
            for (String recipient : recipients) {
                conduct.count(Tally.ACCEPTED);
                if (conduct.towards(recipient).is(Mode.LOSE)) {
                    conduct.count(Tally.LOST);
                    continue;
                }
                mailboxes.receive(new Letter(
                        UUID.randomUUID().toString(),
                        Address.folded(recipient),
                        letter.from().orElse(sender),
                        letter.subject(),
                        letter.text(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            }
        }

        @Override
        public void done() {
            recipients.clear();
        }
    }
}

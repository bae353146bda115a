package io.twofold.gateway.provider.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.PDUComposer;

/**
 * One session on the wire, from its binding to its end. Any number of threads send at a time; each waits for its own answer.
 *
 * <p>jsmpp composes and decomposes the PDUs, but its session isn't used: it leaves those that wait for an answer waiting when
 * the line breaks, lets receipts that wait for the database hold up answers, and believes any length it is told.
 */
final class SmppLink {

    private static final int RESPONSE = 0x8000_0000;
    /** Answers other than to receipts that may wait to be written; what exceeds them isn't answered. */
    private static final int SHORT_ANSWERS = 256;

    /** Requests whose answers are still taken once they are late; of a session that ends none is. */
    private static final int OVERDUE = 1000;

    private static final PDUComposer COMPOSER = new DefaultComposer();
    private static final Executor LATE = Executors.newVirtualThreadPerTaskExecutor();

    private final SmppSocket socket;
    private final Inbox inbox;
    private final Semaphore receiptPlaces;
    private final Semaphore shortAnswerPlaces = new Semaphore(SHORT_ANSWERS);
    private final Map<Integer, CompletableFuture<byte[]>> outstanding = new ConcurrentHashMap<>();
    /** Requests that nobody waits for any more, the oldest first: an answer may still come. */
    private final Map<Integer, CompletableFuture<byte[]>> overdue = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, CompletableFuture<byte[]>> eldest) {
            return size() > OVERDUE;
        }
    });

    private final AtomicInteger sequence = new AtomicInteger();
    private final ReentrantLock writing = new ReentrantLock();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean leaving;
    private volatile boolean closed;
    private volatile long lastHeard = System.nanoTime();
    /** Since when somebody has been writing; 0: nobody is. */
    private volatile long writingSince;

    /** What became of a request. */
    sealed interface Answer {

        /** Yes. */
        record Accepted(String messageId) implements Answer {}

        /**
         * No.
         *
         * @param status the centre's reason, not 0
         */
        record Refused(int status) implements Answer {}

        /** Not a byte of it was written. */
        record NotSent() implements Answer {}

        /** It was written, at least in part, and what the centre says to it is not known. */
        record Lost(String reason) implements Answer {}
    }

    /** Composes a request once its number is known. */
    @FunctionalInterface
    interface Request {
        byte[] numbered(int sequence, PDUComposer composer) throws PDUStringException;
    }

    /** Takes what the centre brings. */
    @FunctionalInterface
    interface Inbox {

        /** Returns the status to answer with; may take its time. */
        int take(AbstractSmCommand brought);
    }

    /** The centre didn't let us in. */
    static final class BindRefused extends IOException {

        private static final long serialVersionUID = 1L;

        BindRefused(String reason) {
            super(reason);
        }
    }

    private SmppLink(SmppSocket socket, Inbox inbox, int receiptsAtATime) {
        this.socket = socket;
        this.inbox = inbox;
        this.receiptPlaces = new Semaphore(receiptsAtATime);
    }

    /**
     * Binds over a fresh connection, which is closed if that fails.
     *
     * @param bind composes the request to bind
     * @param receiptsAtATime how much of what the centre brings is worked on at a time
     */
    static SmppLink bind(SmppSocket socket, Request bind, Duration timeout, Inbox inbox, int receiptsAtATime)
            throws IOException {
        SmppLink link = new SmppLink(socket, inbox, receiptsAtATime);
        Thread.ofVirtual().name("smpp-reader").start(link::read);
        boolean bound = false;
        try {
            byte[] response = link.ask(bind, timeout);
            int status = ByteBuffer.wrap(response).getInt(8);
            if (ByteBuffer.wrap(response).getInt(4) != SMPPConstant.CID_BIND_TRANSCEIVER_RESP || status != 0) {
                throw new BindRefused("bind refused with status 0x" + Integer.toHexString(status));
            }
            bound = true;
            return link;
        } catch (TimeoutException _) {
            throw new BindRefused("no answer to bind");
        } catch (ExecutionException _) {
            throw new BindRefused("connection ended before bind was answered");
        } catch (PDUStringException _) {
            throw new BindRefused("account unsuitable for SMPP");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BindRefused("interrupted");
        } finally {
            if (!bound) {
                link.close();
            }
        }
    }

    /**
     * Hands over a short message.
     *
     * @param patience for all of it: writing and waiting for the answer
     * @param late what to do with the answer if it comes after that
     * @throws PDUStringException if it can't be composed; then it wasn't sent either
     */
    Answer submit(Request request, Duration patience, Consumer<Answer> late) throws PDUStringException {
        if (!isOpen()) {
            return new Answer.NotSent();
        }
        try {
            return read(ask(request, patience, response -> late.accept(read(response))));
        } catch (NotWritten _) {
            return new Answer.NotSent();
        } catch (TimeoutException _) {
            return new Answer.Lost("no_answer_from_provider");
        } catch (ExecutionException | IOException _) {
            return new Answer.Lost("connection_lost");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Lost("interrupted");
        }
    }

    /**
     * Stays with the link until it ends: asks the centre for a sign of life after a silence, and ends the link when there is
     * none, or when a write takes longer than any answer may.
     */
    void watch(Duration silence, Duration patience) throws InterruptedException {
        long pause = Math.clamp(silence.toMillis() / 4, 25, 1000);
        while (!end.await(pause, TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            long since = writingSince;
            if (since != 0 && now - since > patience.toNanos()) {
                close();
            }
            if (now - lastHeard > silence.toNanos()) {
                try {
                    ask((number, composer) -> composer.enquireLink(number), patience);
                } catch (IOException | TimeoutException | ExecutionException | PDUStringException _) {
                    close();
                }
            }
        }
    }

    /** Whether there is any use in sending something over it. */
    boolean isOpen() {
        return !closed && !leaving;
    }

    /** Takes leave of the centre and ends the link. */
    void unbind(Duration patience) {
        leaving = true;
        try {
            ask((number, composer) -> composer.unbind(number), patience);
        } catch (IOException | TimeoutException | ExecutionException | PDUStringException _) {
            // It knows when the connection ends.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Ends the link at once: whoever waits for an answer learns that there will be none. */
    void close() {
        closed = true;
        socket.close();
        IOException reason = new IOException("The session ended");
        outstanding.values().forEach(answer -> answer.completeExceptionally(reason));
        end.countDown();
    }

    /** Nothing of the request was written. */
    private static final class NotWritten extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private byte[] ask(Request request, Duration patience)
            throws IOException, TimeoutException, ExecutionException, InterruptedException, PDUStringException {
        return ask(request, patience, _ -> {});
    }

    private byte[] ask(Request request, Duration patience, Consumer<byte[]> late)
            throws IOException, TimeoutException, ExecutionException, InterruptedException, PDUStringException {
        long deadline = System.nanoTime() + patience.toNanos();
        int number = sequence.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
        byte[] pdu = request.numbered(number, COMPOSER);
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        outstanding.put(number, answer);
        try {
            write(pdu, deadline);
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            overdue.put(number, answer);
            var _ = answer.thenAcceptAsync(late, LATE);
            throw e;
        } finally {
            outstanding.remove(number);
        }
    }

    private void write(byte[] pdu, long deadline) throws IOException, InterruptedException {
        if (!writing.tryLock(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            throw new NotWritten();
        }
        try {
            if (closed) {
                throw new NotWritten();
            }
            writingSince = System.nanoTime();
            socket.out().write(pdu);
            socket.out().flush();
        } catch (NotWritten e) {
            throw e;
        } catch (IOException e) {
            close();
            throw e;
        } finally {
            writingSince = 0;
            writing.unlock();
        }
    }

    private static Answer read(byte[] response) {
        ByteBuffer header = ByteBuffer.wrap(response);
        int command = header.getInt(4);
        int status = header.getInt(8);
        if (command != SMPPConstant.CID_SUBMIT_SM_RESP && command != SMPPConstant.CID_GENERIC_NACK) {
            return new Answer.Lost("unreadable_answer");
        }
        if (status != 0) {
            return new Answer.Refused(status);
        }
        String messageId = idIn(response);
        return messageId.isBlank() ? new Answer.Lost("answer_without_id") : new Answer.Accepted(messageId);
    }

    /** The id is the first thing in an answer; whatever follows it can't make a message that was taken an unclear one. */
    private static String idIn(byte[] response) {
        int end = Pdus.HEADER;
        while (end < response.length && response[end] != 0) {
            end++;
        }
        int length = end - Pdus.HEADER;
        return length > Pdus.LONGEST_ID ? "" : new String(response, Pdus.HEADER, length, ISO_8859_1);
    }

    private void read() {
        try {
            while (!closed) {
                Optional<byte[]> next = Pdus.next(socket.in());
                if (next.isEmpty()) {
                    return;
                }
                lastHeard = System.nanoTime();
                ByteBuffer pdu = ByteBuffer.wrap(next.get());
                receive(pdu.getInt(4), pdu.getInt(12), pdu.array());
            }
        } catch (IOException _) {
            // The connection ended; whoever is concerned learns it by the link's end.
        } finally {
            close();
        }
    }

    private void receive(int command, int number, byte[] pdu) {
        switch (command) {
            case SMPPConstant.CID_DELIVER_SM, SMPPConstant.CID_DATA_SM -> bring(command, number, pdu);
            case SMPPConstant.CID_ENQUIRE_LINK -> answer(COMPOSER.enquireLinkResp(number));
            case SMPPConstant.CID_UNBIND -> {
                leaving = true;
                answer(COMPOSER.unbindResp(0, number));
                endSoon();
            }
            case SMPPConstant.CID_ALERT_NOTIFICATION -> {}
            default -> {
                if ((command & RESPONSE) == 0) {
                    answer(COMPOSER.genericNack(SMPPConstant.STAT_ESME_RINVCMDID, number));
                    return;
                }
                // In this order: whoever stops waiting is among the overdue before it isn't outstanding any more.
                CompletableFuture<byte[]> awaited = outstanding.get(number);
                CompletableFuture<byte[]> asked = awaited == null ? overdue.remove(number) : awaited;
                if (asked != null) {
                    asked.complete(pdu);
                }
            }
        }
    }

    /** The centre has taken leave: it closes the connection, or it is closed here. Until then answers may still come. */
    private void endSoon() {
        Thread.ofVirtual().name("smpp-leave").start(() -> {
            try {
                end.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            close();
        });
    }

    private void bring(int command, int number, byte[] pdu) {
        if (!receiptPlaces.tryAcquire()) {
            answer(response(command, SMPPConstant.STAT_ESME_RTHROTTLED, number));
            return;
        }
        Thread.ofVirtual().name("smpp-receipt").start(() -> {
            try {
                respond(response(command, taken(command, pdu), number));
            } finally {
                receiptPlaces.release();
            }
        });
    }

    /** With an empty id of a message, which both kinds of answer end with. */
    private static byte[] response(int command, int status, int number) {
        byte[] header = COMPOSER.composeHeader(command | RESPONSE, status, number);
        byte[] response = Arrays.copyOf(header, header.length + 1);
        ByteBuffer.wrap(response).putInt(0, response.length);
        return response;
    }

    private int taken(int command, byte[] pdu) {
        return Pdus.brought(command, pdu).map(inbox::take).orElse(SMPPConstant.STAT_ESME_RX_P_APPN);
    }

    /** Off the reader, which must never wait for the centre to read. */
    private void answer(byte[] pdu) {
        if (shortAnswerPlaces.tryAcquire()) {
            Thread.ofVirtual().name("smpp-answer").start(() -> {
                try {
                    respond(pdu);
                } finally {
                    shortAnswerPlaces.release();
                }
            });
        }
    }

    private void respond(byte[] pdu) {
        try {
            write(pdu, System.nanoTime() + TimeUnit.SECONDS.toNanos(30));
        } catch (IOException _) {
            // The centre will bring it again over another session.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

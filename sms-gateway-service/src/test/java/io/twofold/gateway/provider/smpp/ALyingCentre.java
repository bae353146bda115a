package io.twofold.gateway.provider.smpp;

import static io.twofold.gateway.provider.smpp.SmppGateway.aNumber;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.Refusal;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.util.DefaultComposer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets as the test wants them. */
class ALyingCentre {

    private static final DefaultComposer COMPOSER = new DefaultComposer();

    private final ServerSocket listener = listen();
    private SmppGateway gateway;
    private Socket line;

    @BeforeEach
    void bind() throws IOException {
        bind("PT30S");
    }

    private void bind(String enquireAfter) throws IOException {
        gateway = new SmppGateway(
                listener.getLocalPort(),
                "answer-timeout",
                "PT5S",
                "bind-timeout",
                "PT5S",
                "enquire-after",
                enquireAfter);
        line = letIn();
        gateway.awaitBound();
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        listener.close();
        gateway.close();
    }

    @Test
    void thatSaysNothingMoreIsLeft() throws IOException {
        gateway.close();
        line.close();
        bind("PT0.3S");
        DataInputStream in = new DataInputStream(line.getInputStream());
        assertThat(command(next(in))).isEqualTo(SMPPConstant.CID_ENQUIRE_LINK);
        assertThat(in.read()).isEqualTo(-1);
        try (Socket next = letIn()) {
            gateway.awaitBound();
            assertThat(next.isConnected()).isTrue();
        }
    }

    @Test
    void thatAsksForASignOfLifeGetsIt() throws IOException {
        say(COMPOSER.enquireLink(77));
        assertThat(sequence(nextOf(SMPPConstant.CID_ENQUIRE_LINK_RESP))).isEqualTo(77);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20})
    void thatNamesAnImpossibleLengthIsLeft(int length) throws IOException {
        say(ByteBuffer.allocate(16).putInt(length).putInt(5).putInt(0).putInt(1).array());

        DataInputStream in = new DataInputStream(line.getInputStream());
        assertThat(in.readAllBytes()).isEmpty();
        try (Socket next = letIn()) {
            gateway.awaitBound();
            assertThat(next.isConnected()).isTrue();
        }
    }

    @Test
    void thatBringsRubbishIsToldSoAndGoesOn() throws IOException {
        Random random = new Random(1);
        for (int number = 1; number <= 200; number++) {
            byte[] body = new byte[random.nextInt(80)];
            random.nextBytes(body);
            say(pdu(number % 2 == 0 ? SMPPConstant.CID_DELIVER_SM : SMPPConstant.CID_DATA_SM, number, body));
        }
        say(pdu(0x0000_7777, 1000, new byte[3]));

        assertThat(sequence(nextOf(SMPPConstant.CID_GENERIC_NACK))).isEqualTo(1000);
        sendAndAnswer(
                sequence -> pdu(SMPPConstant.CID_SUBMIT_SM_RESP, sequence, new byte[] {'c', '1', 0}),
                taken -> assertThat(taken).isEqualTo(new Taken("c1")));
    }

    @Test
    void thatAnswersWhatNobodyAskedIsIgnored() throws IOException {
        say(pdu(SMPPConstant.CID_SUBMIT_SM_RESP, 4711, new byte[] {'c', '9', 0}));
        say(pdu(0x8000_7777, 4712, new byte[0]));
        sendAndAnswer(
                sequence -> pdu(SMPPConstant.CID_SUBMIT_SM_RESP, sequence, new byte[] {'c', '1', 0}),
                taken -> assertThat(taken).isEqualTo(new Taken("c1")));
    }

    @Test
    void thatAnswersSomethingElseLeavesItUnclear() throws IOException {
        sendAndAnswer(
                sequence -> pdu(SMPPConstant.CID_ENQUIRE_LINK_RESP, sequence, new byte[0]),
                result -> assertThat(result).isInstanceOf(Unclear.class));
        sendAndAnswer(
                sequence -> pdu(SMPPConstant.CID_SUBMIT_SM_RESP, sequence, new byte[0]),
                result -> assertThat(result).isInstanceOf(Unclear.class));
        sendAndAnswer(
                sequence -> pdu(SMPPConstant.CID_SUBMIT_SM_RESP, sequence, new byte[200]),
                result -> assertThat(result).isInstanceOf(Unclear.class));
    }

    @Test
    void thatDoesNotUnderstandHasNotTakenIt() throws IOException {
        sendAndAnswer(
                sequence -> COMPOSER.genericNack(SMPPConstant.STAT_ESME_RTHROTTLED, sequence),
                result -> assertThat(result).isEqualTo(new NotTaken(Refusal.SLOW_DOWN, "too_many_requests", null)));
    }

    private interface Answer {
        byte[] to(int sequence) throws PDUStringException;
    }

    private void sendAndAnswer(Answer answer, Consumer<Handover> check) throws IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Handover> handover = threads.submit(() -> gateway.send(aNumber(), "1"));
            say(answer.to(sequence(nextOf(SMPPConstant.CID_SUBMIT_SM))));
            check.accept(handover.get());
        } catch (PDUStringException | ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Socket letIn() throws IOException {
        Socket accepted = listener.accept();
        accepted.setSoTimeout(10_000);
        byte[] bind = next(new DataInputStream(accepted.getInputStream()));
        accepted.getOutputStream()
                .write(pdu(SMPPConstant.CID_BIND_TRANSCEIVER_RESP, sequence(bind), new byte[] {'x', 0}));
        return accepted;
    }

    private void say(byte[] octets) throws IOException {
        line.getOutputStream().write(octets);
    }

    /** What comes next of that kind; signs of life are answered meanwhile. */
    private byte[] nextOf(int command) throws IOException {
        DataInputStream in = new DataInputStream(line.getInputStream());
        while (true) {
            byte[] pdu = next(in);
            if (command(pdu) == command) {
                return pdu;
            }
            if (command(pdu) == SMPPConstant.CID_ENQUIRE_LINK) {
                say(COMPOSER.enquireLinkResp(sequence(pdu)));
            }
        }
    }

    private static byte[] next(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] pdu = ByteBuffer.allocate(length).putInt(length).array();
        in.readFully(pdu, 4, length - 4);
        return pdu;
    }

    private static byte[] pdu(int command, int sequence, byte[] body) {
        return ByteBuffer.allocate(16 + body.length)
                .putInt(16 + body.length)
                .putInt(command)
                .putInt(0)
                .putInt(sequence)
                .put(body)
                .array();
    }

    private static int command(byte[] pdu) {
        return ByteBuffer.wrap(pdu).getInt(4);
    }

    private static int sequence(byte[] pdu) {
        return ByteBuffer.wrap(pdu).getInt(12);
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

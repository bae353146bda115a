package io.twofold.simulator;

import static io.twofold.simulator.World.aNumber;
import static io.twofold.simulator.World.elements;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.util.DefaultComposer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingAShortMessage {

    @RegisterExtension
    static final World WORLD = new World();

    private static final int HEADED = 0x40;

    private final List<String> receipts = new CopyOnWriteArrayList<>();
    private final AtomicInteger refuseReceipts = new AtomicInteger();
    private SMPPSession session;

    @BeforeEach
    void bind() throws IOException {
        session = bound(World.ACCOUNT.password());
    }

    @AfterEach
    void leave() {
        session.unbindAndClose();
    }

    @Test
    void itReachesThePhoneAndIsReported() throws Exception {
        String number = aNumber();

        String id = send(number, 0, 0, "Your code is 012345".getBytes(US_ASCII));

        assertThat(WORLD.messagesOf(number)).singleElement().satisfies(message -> {
            assertThat(message.path("id").asText()).isEqualTo(id);
            assertThat(message.path("provider").asText()).isEqualTo("smpp");
            assertThat(message.path("channel").asText()).isEqualTo("sms");
            assertThat(message.path("from").asText()).isEqualTo("Twofold");
            assertThat(message.path("text").asText()).isEqualTo("Your code is 012345");
            assertThat(message.path("segments").asInt()).isEqualTo(1);
            assertThat(message.path("encoding").asText()).isEqualTo("GSM-7");
        });
        await().untilAsserted(() -> assertThat(receipts)
                .singleElement()
                .asString()
                .contains("id:" + id + " sub:001 dlvrd:001", "stat:DELIVRD err:000"));
        await().untilAsserted(() -> assertThat(receiptsShown(number)).containsExactly("DELIVRD"));
        assertThat(WORLD.count("smpp", "receipts")).isEqualTo(1);
        assertThat(WORLD.request("GET", "/", "").body()).contains("1 segment GSM-7 · receipts DELIVRD");
    }

    @Test
    void escapedCharactersAndTwoOctetsEachAreRead() throws Exception {
        String number = aNumber();
        send(number, 0, 0, new byte[] {0x1B, 0x65, 0x00, 0x02, 0x1B, 0x3C, 0x10});
        send(number, 0, 8, "コード 012345 😀".getBytes(UTF_16BE));

        assertThat(WORLD.messagesOf(number))
                .extracting(message -> message.path("text").asText())
                .containsExactly("€@$[Δ", "コード 012345 😀");
        assertThat(WORLD.messagesOf(number).getLast().path("encoding").asText()).isEqualTo("UCS-2");
    }

    @Test
    void partsAreJoinedInWhateverOrder() throws Exception {
        String number = aNumber();
        send(number, HEADED, 0, part(new byte[] {5, 0, 3, 7, 3, 3}, "three"));
        send(number, HEADED, 0, part(new byte[] {5, 0, 3, 7, 3, 1}, "one "));
        assertThat(WORLD.messagesOf(number)).isEmpty();

        send(number, HEADED, 0, part(new byte[] {5, 0, 3, 7, 3, 2}, "two "));

        assertThat(WORLD.messagesOf(number)).singleElement().satisfies(message -> {
            assertThat(message.path("text").asText()).isEqualTo("one two three");
            assertThat(message.path("segments").asInt()).isEqualTo(3);
        });
    }

    @Test
    void partsWithALongReferenceAreJoinedToo() throws Exception {
        String number = aNumber();
        send(number, HEADED, 0, part(new byte[] {6, 8, 4, 1, 7, 2, 1}, "one "));
        send(number, HEADED, 0, part(new byte[] {6, 8, 4, 2, 7, 2, 2}, "of another"));
        send(number, HEADED, 0, part(new byte[] {6, 8, 4, 1, 7, 2, 2}, "two"));

        assertThat(WORLD.messagesOf(number))
                .extracting(message -> message.path("text").asText())
                .containsExactly("one two");
    }

    @Test
    void oneThatIsWholeInThePayloadIsCutOnTheWay() throws Exception {
        String number = aNumber();

        send(
                number,
                0,
                0,
                new byte[0],
                new OptionalParameter.Message_payload("x".repeat(200).getBytes(US_ASCII)));

        assertThat(WORLD.messagesOf(number)).singleElement().satisfies(message -> {
            assertThat(message.path("text").asText()).isEqualTo("x".repeat(200));
            assertThat(message.path("segments").asInt()).isEqualTo(2);
        });
    }

    @Test
    void strangersAreNotLetIn() throws Exception {
        // Not by an SMPPSession: one whose line ends with the answer may never hear it.
        byte[] bind = new DefaultComposer()
                .bind(
                        SMPPConstant.CID_BIND_TRANSCEIVER,
                        1,
                        World.ACCOUNT.systemId(),
                        "guessed",
                        "",
                        InterfaceVersion.IF_34.value(),
                        (byte) 0,
                        (byte) 0,
                        "");
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), WORLD.smppPort())) {
            line.getOutputStream().write(bind);
            DataInputStream answer = new DataInputStream(line.getInputStream());
            answer.readInt(); // its length

            assertThat(answer.readInt()).isEqualTo(SMPPConstant.CID_BIND_TRANSCEIVER_RESP);
            assertThat(answer.readInt()).isEqualTo(SMPPConstant.STAT_ESME_RINVPASWD);
        }
    }

    @ParameterizedTest
    @CsvSource({"fail, , 8, failed", "fail, 88, 88, failed", "reject, , 11, refused", "reject, 1035, 1035, refused"})
    void itIsRefusedAsTold(String mode, String code, int status, String tally) {
        String number = aNumber();
        WORLD.behave("smpp", "{\"mode\":\"" + mode + "\"" + (code == null ? "" : ",\"errorCode\":" + code) + "}");

        assertThatThrownBy(() -> send(number, 0, 0, "012345".getBytes(US_ASCII)))
                .asInstanceOf(type(NegativeResponseException.class))
                .satisfies(no -> assertThat(no.getCommandStatus()).isEqualTo(status));
        assertThat(WORLD.messagesOf(number)).isEmpty();
        assertThat(WORLD.count("smpp", tally)).isEqualTo(1);
    }

    @Test
    void aDeliveryErrorIsReportedAndNothingArrives() throws Exception {
        String number = aNumber();
        WORLD.behave("smpp", "{\"mode\":\"reject\",\"errorCode\":30011}");

        send(number, 0, 0, "012345".getBytes(US_ASCII));

        await().untilAsserted(
                        () -> assertThat(receipts).singleElement().asString().contains("stat:UNDELIV err:011"));
        assertThat(WORLD.messagesOf(number)).isEmpty();
    }

    @Test
    void aLostOneIsAcceptedAndNothingMore() throws Exception {
        String lost = aNumber();
        String next = aNumber();
        WORLD.behave("smpp", "{\"mode\":\"lose\",\"numbers\":[\"" + lost + "\"]}");

        send(lost, 0, 0, "012345".getBytes(US_ASCII));
        String id = send(next, 0, 0, "012345".getBytes(US_ASCII));

        await().untilAsserted(
                        () -> assertThat(receipts).singleElement().asString().contains(id));
        assertThat(WORLD.messagesOf(lost)).isEmpty();
        assertThat(WORLD.count("smpp", "lost")).isEqualTo(1);
    }

    @Test
    void slowTakesItAtOnceAndAnswersLate() throws Exception {
        WORLD.behave("smpp", "{\"mode\":\"slow\",\"delayMs\":150}");
        long before = System.nanoTime();

        send(aNumber(), 0, 0, "012345".getBytes(US_ASCII));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void disconnectTakesItAndEndsTheSession() throws Exception {
        String number = aNumber();
        WORLD.behave("smpp", "{\"mode\":\"disconnect\"}");
        session.setTransactionTimer(500);

        assertThatThrownBy(() -> send(number, 0, 0, "012345".getBytes(US_ASCII)))
                .isNotInstanceOf(NegativeResponseException.class);

        await().untilAsserted(() -> assertThat(WORLD.messagesOf(number)).hasSize(1));
        await().until(() -> !session.getSessionState().isBound());
        session = bound(World.ACCOUNT.password());
        await().untilAsserted(() -> assertThat(receipts).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"duplicate-receipts, DELIVRD, DELIVRD", "reorder-receipts, DELIVRD, ENROUTE"})
    void receiptsMisbehaveAsTold(String mode, String first, String second) throws Exception {
        WORLD.behave("smpp", "{\"mode\":\"" + mode + "\"}");

        send(aNumber(), 0, 0, "012345".getBytes(US_ASCII));

        await().untilAsserted(() -> assertThat(receipts).hasSize(2));
        assertThat(receipts.getFirst()).contains("stat:" + first);
        assertThat(receipts.getLast()).contains("stat:" + second);
    }

    @Test
    void aReceiptThatIsRefusedComesAgain() throws Exception {
        refuseReceipts.set(2);
        String number = aNumber();

        send(number, 0, 0, "012345".getBytes(US_ASCII));

        await().untilAsserted(() -> assertThat(receiptsShown(number)).containsExactly("DELIVRD"));
        assertThat(receipts).hasSize(3);
    }

    private static List<String> receiptsShown(String number) {
        return elements(WORLD.messagesOf(number).getFirst().path("receipts")).stream()
                .map(JsonNode::asText)
                .toList();
    }

    private String send(String number, int esmClass, int dataCoding, byte[] octets, OptionalParameter... parameters)
            throws Exception {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.ALPHANUMERIC,
                        NumberingPlanIndicator.UNKNOWN,
                        "Twofold",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        number.substring(1),
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        "",
                        "",
                        new RegisteredDelivery(1),
                        (byte) 0,
                        new RawDataCoding((byte) dataCoding),
                        (byte) 0,
                        octets,
                        parameters)
                .getMessageId();
    }

    private static byte[] part(byte[] header, String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(header);
        octets.writeBytes(text.getBytes(US_ASCII));
        return octets.toByteArray();
    }

    private SMPPSession bound(String password) throws IOException {
        SMPPSession fresh = new SMPPSession();
        fresh.setTransactionTimer(10_000);
        fresh.setMessageReceiverListener(new MessageReceiverListener() {
            @Override
            public void onAcceptDeliverSm(DeliverSm receipt) throws ProcessRequestException {
                receipts.add(new String(receipt.getShortMessage(), US_ASCII));
                if (refuseReceipts.getAndDecrement() > 0) {
                    throw new ProcessRequestException("later", SMPPConstant.STAT_ESME_RX_T_APPN);
                }
            }

            @Override
            public void onAcceptAlertNotification(AlertNotification alert) {}

            @Override
            public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
                throw new ProcessRequestException("never", SMPPConstant.STAT_ESME_RINVCMDID);
            }
        });
        fresh.connectAndBind(
                "localhost",
                WORLD.smppPort(),
                new BindParameter(
                        BindType.BIND_TRX,
                        World.ACCOUNT.systemId(),
                        password,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        ""),
                10_000);
        return fresh;
    }
}

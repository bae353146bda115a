package io.twofold.simulator.smpp;

import java.util.UUID;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/**
 * A short message as the centre keeps it.
 *
 * @param id the centre's, in 32 hexadecimal digits
 * @param from the sender as phones show it
 * @param to in international form
 * @param receipt whether the client wants to know how it ends
 * @param sender where receipts go back to: the sender as it was written
 */
record ShortMessage(String id, String from, String to, Octets octets, byte dataCoding, boolean receipt, String sender) {

    private static final int INTERNATIONAL = 1;

    static ShortMessage of(SubmitSm request) {
        OptionalParameter.Message_payload payload =
                request.getOptionalParameter(OptionalParameter.Message_payload.class);
        byte[] octets = payload == null ? request.getShortMessage() : payload.getValue();
        String sender = request.getSourceAddr() == null ? "" : request.getSourceAddr();
        return new ShortMessage(
                UUID.randomUUID().toString().replace("-", ""),
                request.getSourceAddrTon() == INTERNATIONAL ? "+" + sender : sender,
                number(request),
                Octets.of(octets, request.isUdhi()),
                request.getDataCoding(),
                (request.getRegisteredDelivery() & 1) != 0,
                sender);
    }

    /** The phone's number, with the plus sign that doesn't travel. */
    static String number(SubmitSm request) {
        return "+" + request.getDestAddress();
    }

    /** What the phone shows of it. */
    String text() {
        return Octets.text(octets.characters(), dataCoding);
    }
}

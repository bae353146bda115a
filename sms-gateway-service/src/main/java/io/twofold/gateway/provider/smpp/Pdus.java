package io.twofold.gateway.provider.smpp;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.util.DefaultDecomposer;
import org.jsmpp.util.PDUDecomposer;

/** PDUs as they come over the line. A centre is believed neither about their length nor about what is in them. */
final class Pdus {

    /** Length, command, status and sequence number, four octets each (SMPP 3.4 §3.2). */
    static final int HEADER = 16;
    /** In octets: a {@code message_payload} of 64 KiB and what belongs to it. */
    static final int LARGEST = 80 * 1024;
    /** A message's id in characters, without the octet that ends it (SMPP 3.4 §4.4.2 and §5.3.2.12). */
    static final int LONGEST_ID = 64;

    private static final PDUDecomposer DECOMPOSER = new DefaultDecomposer();

    private Pdus() {}

    /**
     * Waits for the next one.
     *
     * @return all of it with its header; empty if what comes can't be one, after which nothing on the line means anything
     * @throws IOException if the line ends
     */
    static Optional<byte[]> next(DataInputStream line) throws IOException {
        int length = line.readInt();
        if (length < HEADER || length > LARGEST) {
            return Optional.empty();
        }
        byte[] pdu = ByteBuffer.allocate(length).putInt(length).array();
        line.readFully(pdu, Integer.BYTES, length - Integer.BYTES);
        return Optional.of(pdu);
    }

    /**
     * What a centre brings with it.
     *
     * @param command {@code deliver_sm} or {@code data_sm}
     * @return empty if it can't be read
     */
    static Optional<AbstractSmCommand> brought(int command, byte[] pdu) {
        try {
            return Optional.of(
                    command == SMPPConstant.CID_DELIVER_SM ? DECOMPOSER.deliverSm(pdu) : DECOMPOSER.dataSm(pdu));
        } catch (PDUStringException | RuntimeException _) {
            return Optional.empty();
        }
    }
}

package io.twofold.gateway.provider.smpp;

import java.math.BigInteger;

/**
 * How a centre writes its ids of messages. Many count in hexadecimal in one place and in decimal in the other; both are kept in
 * decimal then. What is no such number is kept as it is.
 */
public enum MessageIds {
    /** The same in answer and receipt. */
    SAME(0, 0),
    /** Hexadecimal in the answer, decimal in the receipt. */
    HEX_THEN_DECIMAL(16, 10),
    /** Decimal in the answer, hexadecimal in the receipt. */
    DECIMAL_THEN_HEX(10, 16);

    private final int radixOfAnswer;
    private final int radixOfReceipt;

    MessageIds(int radixOfAnswer, int radixOfReceipt) {
        this.radixOfAnswer = radixOfAnswer;
        this.radixOfReceipt = radixOfReceipt;
    }

    /** The id in {@code submit_sm_resp}, and in the parameter {@code receipted_message_id}, which repeats it. */
    String ofAnswer(String id) {
        return kept(id, radixOfAnswer);
    }

    /** The id in the words of a receipt. */
    String ofReceipt(String id) {
        return kept(id, radixOfReceipt);
    }

    private static String kept(String id, int radix) {
        if (radix == 0) {
            return id;
        }
        String number = radix == 16 ? "[0-9A-Fa-f]{1,64}" : "[0-9]{1,64}";
        return id.matches(number) ? new BigInteger(id, radix).toString() : id;
    }
}

package io.twofold.gateway.provider.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.twofold.fuzzing.Expense;
import java.math.BigInteger;

/** An input is a receipt's text. */
public final class FuzzingReceipts {

    private static final int LONGEST_PAYLOAD = 64 * 1024;
    /** As much of a text as is surely read. */
    private static final int SHORT = 900;

    @FuzzTest
    public void aTextSaysOneThingOrNothing(byte[] input) {
        String text = new String(input, ISO_8859_1);

        SmppReceipt receipt = SmppReceipt.parse(text);

        receipt.id().ifPresent(id -> {
            assertThat(id).matches("[!-~]{1,64}").isSubstringOf(text);
            canBeFoundAgain(id);
        });
        assertThat(receipt.error()).matches("|[0-9a-f]{1,8}").doesNotMatch("0+");
        receipt.state()
                .ifPresent(state -> assertThat(SmppReceipt.State.of(state.name()))
                        .as("a state's own name")
                        .contains(state));
        if (text.length() <= SHORT) {
            assertThat(SmppReceipt.parse(text + " text:id:forged stat:REJECTD err:666"))
                    .as("what follows text: was written by whoever wrote the message")
                    .isEqualTo(receipt);
        }
        if (!text.isEmpty()) {
            String flood = text.repeat(LONGEST_PAYLOAD / text.length());
            Expense.bounded(() -> SmppReceipt.parse(flood));
        }
    }

    /** However a centre writes a number in answer and receipt, both are one id. */
    private static void canBeFoundAgain(String id) {
        for (MessageIds ids : MessageIds.values()) {
            assertThat(ids.ofAnswer(id)).isNotBlank().hasSizeLessThanOrEqualTo(78);
            assertThat(ids.ofReceipt(id)).isNotBlank().hasSizeLessThanOrEqualTo(78);
        }
        if (id.matches("[0-9A-Fa-f]{1,50}")) {
            String decimal = new BigInteger(id, 16).toString();
            assertThat(MessageIds.HEX_THEN_DECIMAL.ofReceipt(decimal))
                    .isEqualTo(MessageIds.HEX_THEN_DECIMAL.ofAnswer(id));
            assertThat(MessageIds.DECIMAL_THEN_HEX.ofReceipt(id))
                    .isEqualTo(MessageIds.DECIMAL_THEN_HEX.ofAnswer(decimal));
        }
    }
}

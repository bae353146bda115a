package io.twofold.gateway.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.provider.Report.Progress;
import io.twofold.gateway.provider.smpp.SmppReceipt.State;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAReceipt {

    private static final String USUAL = "id:0123456789 sub:001 dlvrd:001 submit date:2601311000 done date:2601311001"
            + " stat:DELIVRD err:000 text:Your Twofold code is";

    @Test
    void findsWhatItSays() {
        SmppReceipt receipt = SmppReceipt.parse(USUAL);

        assertThat(receipt.id()).contains("0123456789");
        assertThat(receipt.state()).contains(State.DELIVERED);
        assertThat(receipt.error()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID:c1 SUB:001 DLVRD:001 SUBMIT DATE:2601311000 DONE DATE:2601311001 STAT:delivrd ERR:000 TEXT:x",
                "stat:DELIVRD id:c1 err:000",
                "id:c1 stat:DELIVRD",
                "id: c1 stat: DELIVRD text: x",
                "id :c1 stat :DELIVERED",
                "id:c1,stat:DELIVRD,err:0",
                "id:c1;stat:DELIVRD;text:",
                "id:c1\r\nstat:DELIVRD\r\n",
                "  id:c1 sub: dlvrd: submit_date:2601311000 donedate:2601311001 stat:DELIVRD err: text:",
                "id:c1 stat:DELIVRD text:stat:UNDELIV id:c2 err:123",
                "id:c1 stat:DELIVRD stat:UNDELIV id:c2",
                "transactionid:c9 id:c1 stat:DELIVRD"
            })
    void isTolerant(String text) {
        SmppReceipt receipt = SmppReceipt.parse(text);

        assertThat(receipt.id()).contains("c1");
        assertThat(receipt.state()).contains(State.DELIVERED);
        assertThat(receipt.error()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id:",
                "hello",
                "id: stat:",
                "stat: id:",
                "stat:SOMETHING",
                "text:id:c1 stat:DELIVRD",
                "id:\u0007\u0001 stat:\u0000",
                "idstat:c1",
                "id:0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void findsNothingWhereThereIsNothing(String text) {
        SmppReceipt receipt = SmppReceipt.parse(text);

        assertThat(receipt.id()).isEmpty();
        assertThat(receipt.state()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVRD, DELIVERED, 000, ",
        "ENROUTE, TAKEN, 000, ",
        "ACCEPTD, TAKEN, 000, ",
        "UNKNOWN, TAKEN, 001, ",
        "EXPIRED, UNDELIVERED, 000, expired",
        "EXPIRED, UNDELIVERED, 0AB, expired_0ab",
        "DELETED, UNDELIVERED, 0, deleted",
        "UNDELIV, UNDELIVERED, 011, undeliverable_011",
        "UNDELIVERABLE, UNDELIVERED, , undeliverable",
        "REJECTD, UNDELIVERED, x-, rejected",
    })
    void tellsHowFarTheMessageHasCome(String word, Progress progress, String error, String reason) {
        SmppReceipt receipt = SmppReceipt.parse("id:1 stat:" + word + " err:" + (error == null ? "" : error));

        assertThat(receipt.state()).hasValueSatisfying(state -> {
            assertThat(state.progress()).isEqualTo(progress);
            assertThat(state.reason(receipt.error())).isEqualTo(reason);
        });
    }

    /** Pieces of receipts, put together at random: whatever comes of it is an id that could be one, or none. */
    @Test
    void makesNothingOutOfNonsense() {
        String[] pieces = {
            "id:",
            "ID :",
            "sub:001",
            " ",
            "dlvrd:",
            "submit date:",
            "2601311000",
            "done date:",
            "stat:",
            "DELIVRD",
            "undeliv",
            "err:",
            "0x0",
            "1F",
            "text:",
            "\0",
            "\r\n",
            ",",
            ";",
            "::",
            "é",
            "😀",
            "\u202e",
            "c1",
            "_",
            "id",
            "9".repeat(70)
        };
        Random random = new Random(20_260_131);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(12);
            for (int i = 0; i < length; i++) {
                text.append(
                        random.nextInt(8) == 0
                                ? Character.toString(random.nextInt(0x300))
                                : pieces[random.nextInt(pieces.length)]);
            }
            SmppReceipt receipt = SmppReceipt.parse(text.toString());
            receipt.id().ifPresent(id -> assertThat(id).matches("[!-~]{1,64}").isSubstringOf(text));
            assertThat(receipt.error()).matches("|[0-9a-f]{1,8}");
        }
    }

    @Test
    void takesNoLongerForNonsense() {
        String nonsense = "id: id :id: stat: submit  date:".repeat(20_000);

        assertThat(SmppReceipt.parse(nonsense).state()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SAME, 0A1f, 0A1f, 0A1f, 0A1f",
        "HEX_THEN_DECIMAL, 0A1f, 2591, 0002591, 2591",
        "HEX_THEN_DECIMAL, not-hex, not-hex, not-a-number, not-a-number",
        "DECIMAL_THEN_HEX, 0002591, 2591, A1F, 2591",
        "DECIMAL_THEN_HEX, c1, c1, xyz, xyz",
    })
    void knowsIdsThatAreWrittenDifferently(
            MessageIds ids, String inAnswer, String ofAnswer, String inReceipt, String ofReceipt) {
        assertThat(ids.ofAnswer(inAnswer)).isEqualTo(ofAnswer);
        assertThat(ids.ofReceipt(inReceipt)).isEqualTo(ofReceipt);
    }
}

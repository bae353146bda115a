package io.twofold.gateway.provider.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.outside.FakeCentre;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Report.Progress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TakingReceipts {

    private static final int BRING_AGAIN = SMPPConstant.STAT_ESME_RX_T_APPN;

    private final FakeCentre centre = new FakeCentre();
    private final SmppGateway gateway =
            SmppGateway.boundTo(centre, "unknown-receipt-tries", "2", "receipts-at-a-time", "4");

    @AfterEach
    void close() {
        gateway.close();
        centre.close();
    }

    @Test
    void isAnsweredWhenItIsApplied() {
        gateway.books.know("c1");

        assertThat(centre.report("id:c1 stat:UNDELIV err:01f")).isZero();

        assertThat(gateway.books.applied())
                .containsExactly(new Report("c1", Progress.UNDELIVERED, "undeliverable_01f"));
        assertThat(gateway.receipts("applied")).isEqualTo(1);
    }

    @Test
    void copiesAreTaken() {
        gateway.books.know("c1");
        assertThat(centre.report("id:c1 stat:DELIVRD")).isZero();
        assertThat(centre.report("id:c1 stat:DELIVRD")).isZero();

        assertThat(gateway.books.applied()).hasSize(1);
        assertThat(gateway.receipts("stale")).isEqualTo(1);
    }

    @Test
    void parametersGoBeforeWords() {
        gateway.books.know("c1");

        assertThat(centre.report(
                        "id:c9 stat:DELIVRD",
                        new OptionalParameter.Receipted_message_id("c1"),
                        new OptionalParameter.Message_state((byte) 3)))
                .isZero();

        assertThat(gateway.books.applied()).containsExactly(new Report("c1", Progress.UNDELIVERED, "expired"));
    }

    @Test
    void anIdInAParameterNeedsNoEnd() {
        gateway.books.know("c1");

        centre.report(
                "",
                new OptionalParameter.OctetString(Tag.RECEIPTED_MESSAGE_ID.code(), "c1".getBytes(ISO_8859_1)),
                new OptionalParameter.Message_state((byte) 2));

        assertThat(gateway.books.applied()).containsExactly(new Report("c1", Progress.DELIVERED, null));
    }

    /** A centre that made up ids of 64 KiB would fill the memory of what nobody knows. */
    @Test
    void anIdInAParameterIsNoLongerThanAnIdMayBe() {
        String longest = "9".repeat(64);
        gateway.books.know(longest);

        assertThat(centre.report(
                        "",
                        new OptionalParameter.Receipted_message_id(longest + "9"),
                        new OptionalParameter.Message_state((byte) 2)))
                .isZero();
        assertThat(gateway.receipts("unreadable")).isEqualTo(1);
        assertThat(gateway.books.askedFor(longest + "9")).isZero();

        centre.report(
                "", new OptionalParameter.Receipted_message_id(longest), new OptionalParameter.Message_state((byte) 2));
        assertThat(gateway.books.applied()).containsExactly(new Report(longest, Progress.DELIVERED, null));
    }

    @Test
    void wordsMayBeInThePayload() {
        gateway.books.know("c1");

        centre.report("", new OptionalParameter.Message_payload("id:c1 stat:DELIVRD".getBytes(ISO_8859_1)));

        assertThat(gateway.books.applied()).hasSize(1);
    }

    @Test
    void oneThatIsFasterThanTheBookkeepingIsHeldForAMoment() {
        gateway.books.knowOnceAskedFor("c1");

        assertThat(centre.report("id:c1 stat:DELIVRD")).isZero();

        assertThat(gateway.books.askedFor("c1")).isEqualTo(2);
        assertThat(gateway.books.applied()).hasSize(1);
    }

    @Test
    void oneThatIsMuchFasterIsBroughtAgain() {
        assertThat(centre.report("id:c1 stat:DELIVRD")).isEqualTo(BRING_AGAIN);
        gateway.books.know("c1");
        assertThat(centre.report("id:c1 stat:DELIVRD")).isZero();

        assertThat(gateway.books.applied()).hasSize(1);
        assertThat(gateway.receipts("deferred")).isEqualTo(1);
    }

    @Test
    void oneThatNobodyEverKnowsIsTakenInTheEnd() {
        assertThat(centre.report("id:c1 stat:DELIVRD")).isEqualTo(BRING_AGAIN);
        assertThat(centre.report("id:c1 stat:DELIVRD")).isEqualTo(BRING_AGAIN);
        assertThat(centre.report("id:c1 stat:DELIVRD")).isZero();

        assertThat(gateway.receipts("unknown")).isEqualTo(1);
    }

    @Test
    void oneThatCanNotBeAppliedNowIsBroughtAgain() {
        gateway.books.know("c1");
        gateway.books.close(true);
        assertThat(centre.report("id:c1 stat:DELIVRD")).isEqualTo(BRING_AGAIN);

        gateway.books.close(false);
        assertThat(centre.report("id:c1 stat:DELIVRD")).isZero();
        assertThat(gateway.receipts("failed")).isEqualTo(1);
    }

    @Test
    void whatIsNoneOrCanNotBeReadIsTakenAndCounted() {
        gateway.books.know("c1");
        assertThat(centre.bring((byte) 0, "STOP id:c1 stat:DELIVRD")).isZero();
        assertThat(centre.report("stat:DELIVRD")).isZero();
        assertThat(centre.report("id:c1 stat:WHATEVER")).isZero();
        assertThat(centre.report("\u0000\u001b")).isZero();

        assertThat(gateway.books.applied()).isEmpty();
        assertThat(gateway.receipts("ignored")).isEqualTo(1);
        assertThat(gateway.receipts("unreadable")).isEqualTo(3);
    }

    @Test
    void aFloodOfUnknownOnesHoldsNothingUp() throws Exception {
        gateway.books.know("c1");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> flood = IntStream.range(0, 200)
                    .<Callable<Integer>>mapToObj(i -> () -> centre.report("id:x" + i + " stat:DELIVRD"))
                    .toList();
            List<Future<Integer>> answers = flood.stream().map(threads::submit).toList();

            String number = SmppGateway.aNumber();
            gateway.send(number, "1");
            assertThat(centre.takenFor(number)).hasSize(1);
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(BRING_AGAIN, SMPPConstant.STAT_ESME_RTHROTTLED);
            }
        }
        assertThat(centre.report("id:c1 stat:DELIVRD")).isZero();
    }
}

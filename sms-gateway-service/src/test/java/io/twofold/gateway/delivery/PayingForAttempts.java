package io.twofold.gateway.delivery;

import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.idOf;
import static io.twofold.gateway.outside.Gateway.sql;
import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Report.Progress;
import io.twofold.gateway.provider.Reports;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A text to the United States costs 7900 millionths. */
@GatewayTest
class PayingForAttempts {

    private static final long PRICE = 7900;

    @Inject
    Deliveries deliveries;

    @Inject
    RecordHandover recordHandover;

    @Inject
    Reports reports;

    @Inject
    Clock clock;

    private final CodeRequest request = CodeRequest.text();

    @BeforeEach
    void send() {
        request.publish();
        awaitState(request, "sent");
    }

    @Test
    void anAnswerThatIsWrittenDownTwiceIsPaidForOnce() {
        Job job = QuarkusTransaction.requiringNew()
                .call(() -> Job.of(
                        Job.Kind.HAND_OVER,
                        deliveries.findById(UUID.fromString(idOf(request))),
                        "twilio",
                        clock.instant(),
                        new Sealed(new byte[0])));
        recordHandover.record(job, new Handover.Taken("again"), 1);
        assertThat(cost()).isEqualTo(PRICE);

        recordHandover.record(job, new Handover.Taken("again"), 2);
        assertThat(cost()).isEqualTo(2 * PRICE);
    }

    @Test
    void soIsWhatALostWorkerMayHaveHandedOver() {
        dieBeforeTheAnswerIsWrittenDown("now()");
        awaitState(request, "unknown");
        assertThat(cost()).isEqualTo(PRICE);
        assertThat(outcome()).isEqualTo("UNCLEAR");
    }

    @Test
    void andWhatAReceiptProves() {
        dieBeforeTheAnswerIsWrittenDown("now() + interval '1 hour'");
        Report delivered = new Report("SM-" + request.challengeId(), Progress.DELIVERED, null);
        assertThat(reports.apply(UUID.fromString(idOf(request)), "twilio", delivered))
                .isEqualTo(Reports.Effect.APPLIED);
        assertThat(cost()).isEqualTo(PRICE);
        assertThat(outcome()).isEqualTo("TAKEN");
    }

    @Test
    void alsoThatARefusalWasNone() {
        sql("""
                update attempt set outcome = 'REFUSED', cost = null, currency = null, reason = 'too_many_requests'
                where delivery_id = ?::uuid""", idOf(request));
        sql("""
                update delivery set state = 'QUEUED', cost = 0, provider_message_id = null,
                    due_at = now() + interval '1 hour' where id = ?::uuid""", idOf(request));
        Report delivered = new Report("SM-" + request.challengeId(), Progress.DELIVERED, null);
        assertThat(reports.apply(UUID.fromString(idOf(request)), "twilio", delivered))
                .isEqualTo(Reports.Effect.APPLIED);
        assertThat(cost()).isEqualTo(PRICE);
        assertThat(outcome()).isEqualTo("TAKEN");
        assertThat(value("select reason from attempt where delivery_id = ?::uuid", idOf(request)))
                .isNull();
    }

    private void dieBeforeTheAnswerIsWrittenDown(String due) {
        sql("""
                update attempt set outcome = 'ASKED', cost = null, currency = null, segments = null, ended_at = null
                where delivery_id = ?::uuid""", idOf(request));
        sql(
                "update delivery set state = 'SENDING', cost = 0, provider_message_id = null, due_at = " + due
                        + " where id = ?::uuid",
                idOf(request));
    }

    private @Nullable Object cost() {
        return value("select cost from delivery where id = ?::uuid", idOf(request));
    }

    private @Nullable Object outcome() {
        return value("select outcome from attempt where delivery_id = ?::uuid", idOf(request));
    }
}

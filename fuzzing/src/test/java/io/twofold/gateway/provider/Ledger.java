package io.twofold.gateway.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Stands where deliveries are, and takes only reports that they could take. */
public final class Ledger implements Reports {

    private final List<Report> reports = new ArrayList<>();

    /** What was reported since the last time this was asked. */
    public List<Report> reports() {
        List<Report> read = List.copyOf(reports);
        reports.clear();
        return read;
    }

    /** PostgreSQL has no NUL in a text, UTF-8 no half of a surrogate pair, and an index no room for long ones. */
    public static void isKeepable(String messageId) {
        assertThat(messageId).isNotBlank().hasSizeLessThanOrEqualTo(255).doesNotContain("\0");
        assertThat(UTF_8.newEncoder().canEncode(messageId)).isTrue();
    }

    @Override
    public Effect apply(UUID deliveryId, String provider, Report report) {
        return apply(provider, report);
    }

    @Override
    public Effect apply(String provider, Report report) {
        isKeepable(report.messageId());
        switch (report.progress()) {
            case TAKEN, DELIVERED -> assertThat(report.reason()).isNull();
            case UNDELIVERED ->
                assertThat(report.reason()).matches("[a-z0-9]+(_[a-z0-9]+)*").hasSizeLessThanOrEqualTo(64);
        }
        reports.add(report);
        return report.messageId().hashCode() % 2 == 0 ? Effect.APPLIED : Effect.STALE;
    }

    @Override
    public void answeredLate(UUID deliveryId, String provider, String messageId) {
        isKeepable(messageId);
    }
}

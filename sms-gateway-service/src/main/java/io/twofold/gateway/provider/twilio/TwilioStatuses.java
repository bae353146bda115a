package io.twofold.gateway.provider.twilio;

import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Report.Progress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statuses of messages and calls, in receipts and lists alike, as reports. */
final class TwilioStatuses {

    private TwilioStatuses() {}

    /**
     * A message's status.
     *
     * @param errorCode why it didn't arrive, where Twilio says
     * @return empty for a status made after this code
     */
    static Optional<Report> message(String sid, String status, @Nullable Integer errorCode) {
        return switch (status) {
            case "accepted", "scheduled", "queued", "sending", "sent" -> Optional.of(taken(sid));
            case "delivered", "read" -> Optional.of(delivered(sid));
            case "undelivered", "failed", "canceled" ->
                Optional.of(undelivered(sid, errorCode == null ? status : TwilioErrors.undelivered(errorCode)));
            default -> Optional.empty();
        };
    }

    /**
     * A call's status. A call that was answered has delivered its code, to a person or to a voicemail.
     *
     * @return empty for a status made after this code
     */
    static Optional<Report> call(String sid, String status) {
        return switch (status) {
            case "queued", "initiated", "ringing", "in-progress" -> Optional.of(taken(sid));
            case "completed" -> Optional.of(delivered(sid));
            case "busy" -> Optional.of(undelivered(sid, "busy"));
            case "no-answer" -> Optional.of(undelivered(sid, "no_answer"));
            case "failed", "canceled" -> Optional.of(undelivered(sid, status));
            default -> Optional.empty();
        };
    }

    private static Report taken(String sid) {
        return new Report(sid, Progress.TAKEN, null);
    }

    private static Report delivered(String sid) {
        return new Report(sid, Progress.DELIVERED, null);
    }

    private static Report undelivered(String sid, String reason) {
        return new Report(sid, Progress.UNDELIVERED, reason);
    }
}

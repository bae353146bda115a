package io.twofold.gateway.provider.twilio;

import io.twofold.gateway.provider.MessageId;
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
     * @return empty for a status made after this code, and for what is no message's id
     */
    static Optional<Report> message(String sid, String status, @Nullable Integer errorCode) {
        return MessageId.of(sid).flatMap(id -> switch (status) {
            case "accepted", "scheduled", "queued", "sending", "sent" -> Optional.of(taken(id));
            case "delivered", "read" -> Optional.of(delivered(id));
            case "undelivered", "failed", "canceled" ->
                Optional.of(undelivered(id, errorCode == null ? status : TwilioErrors.undelivered(errorCode)));
            default -> Optional.empty();
        });
    }

    /**
     * A call's status. A call that was answered has delivered its code, to a person or to a voicemail.
     *
     * @return as above
     */
    static Optional<Report> call(String sid, String status) {
        return MessageId.of(sid).flatMap(id -> switch (status) {
            case "queued", "initiated", "ringing", "in-progress" -> Optional.of(taken(id));
            case "completed" -> Optional.of(delivered(id));
            case "busy" -> Optional.of(undelivered(id, "busy"));
            case "no-answer" -> Optional.of(undelivered(id, "no_answer"));
            case "failed", "canceled" -> Optional.of(undelivered(id, status));
            default -> Optional.empty();
        });
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

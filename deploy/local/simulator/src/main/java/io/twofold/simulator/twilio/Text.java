package io.twofold.simulator.twilio;

import io.twofold.simulator.http.Form;
import io.twofold.simulator.journal.Entry;
import io.twofold.simulator.phone.Segments;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A text message as Twilio keeps it. */
final class Text implements Entry {

    /** The states of a message that this Twilio knows, in their order; the last two are both final. */
    enum Status {
        QUEUED("queued"),
        SENT("sent"),
        DELIVERED("delivered"),
        UNDELIVERED("undelivered");

        private final String word;

        Status(String word) {
            this.word = word;
        }
    }

    private static final DateTimeFormatter DONE =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

    private final String sid = Sids.next("SM");
    private final String accountSid;
    private final String to;
    private final String from;
    private final @Nullable String messagingServiceSid;
    private final String body;
    private final Instant created;

    private volatile Progress progress;

    Text(String accountSid, Form form, Instant created) {
        this.accountSid = accountSid;
        this.to = form.first("To").orElseThrow();
        this.messagingServiceSid = form.first("MessagingServiceSid").orElse(null);
        this.from = form.first("From").orElse("Twofold");
        this.body = form.first("Body").orElseThrow();
        this.created = created;
        this.progress = new Progress(Status.QUEUED, created, null, null);
    }

    @Override
    public String id() {
        return sid;
    }

    @Override
    public String owner() {
        return to;
    }

    @Override
    public long weight() {
        return 700 + 2L * body.length();
    }

    String from() {
        return from;
    }

    String body() {
        return body;
    }

    /** When it was sent, or taken if it wasn't sent yet. */
    Instant time() {
        Instant sent = progress.sent;
        return sent == null ? created : sent;
    }

    void send(Instant now) {
        progress = new Progress(Status.SENT, now, now, null);
    }

    void deliver(Instant now) {
        progress = new Progress(Status.DELIVERED, now, progress.sent, null);
    }

    void giveUp(@Nullable Integer errorCode, Instant now) {
        progress = new Progress(Status.UNDELIVERED, now, progress.sent, errorCode);
    }

    /** The Message resource. */
    Map<String, @Nullable Object> resource() {
        Progress now = progress;
        String uri = "/2010-04-01/Accounts/" + accountSid + "/Messages/" + sid;
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("account_sid", accountSid);
        resource.put("api_version", "2010-04-01");
        resource.put("body", body);
        resource.put("date_created", Times.written(created));
        resource.put("date_sent", Times.writtenIfAny(now.sent));
        resource.put("date_updated", Times.written(now.updated));
        resource.put("direction", "outbound-api");
        resource.put("error_code", now.errorCode);
        resource.put("error_message", now.errorCode == null ? null : "Told to leave it undelivered");
        resource.put("from", from);
        resource.put("messaging_service_sid", messagingServiceSid);
        resource.put("num_media", "0");
        resource.put("num_segments", Integer.toString(segments(now)));
        resource.put("price", null);
        resource.put("price_unit", "USD");
        resource.put("sid", sid);
        resource.put("status", now.status.word);
        resource.put("subresource_uris", Map.of("media", uri + "/Media.json"));
        resource.put("tags", null);
        resource.put("to", to);
        resource.put("uri", uri + ".json");
        return resource;
    }

    /** The parameters of a status callback about it as it is now. */
    Map<String, String> receipt() {
        Progress now = progress;
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("AccountSid", accountSid);
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("From", from);
        parameters.put("MessageSid", sid);
        parameters.put("MessageStatus", now.status.word);
        parameters.put("SmsSid", sid);
        parameters.put("SmsStatus", now.status.word);
        parameters.put("To", to);
        if (messagingServiceSid != null) {
            parameters.put("MessagingServiceSid", messagingServiceSid);
        }
        if (now.errorCode != null) {
            parameters.put("ErrorCode", Integer.toString(now.errorCode));
        }
        if (now.status == Status.DELIVERED || now.status == Status.UNDELIVERED) {
            parameters.put("RawDlrDoneDate", DONE.format(now.updated));
        }
        return parameters;
    }

    /** A messaging service hasn't chosen a sender yet while the message is queued, so nothing is counted. */
    private int segments(Progress now) {
        return messagingServiceSid != null && now.status == Status.QUEUED
                ? 0
                : Segments.of(body).count();
    }

    private record Progress(
            Status status,
            Instant updated,
            @Nullable Instant sent,
            @Nullable Integer errorCode) {}
}

package io.twofold.simulator.twilio;

import io.twofold.simulator.http.Form;
import io.twofold.simulator.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A phone call as Twilio keeps it. */
final class Call implements Entry {

    /** The events of a call to which one can subscribe, in their order. */
    enum Event {
        INITIATED("initiated"),
        RINGING("ringing"),
        ANSWERED("answered"),
        COMPLETED("completed");

        private final String word;

        Event(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private final String sid = Sids.next("CA");
    private final String accountSid;
    private final String to;
    private final String from;
    private final Instant created;

    private volatile Progress progress;

    Call(String accountSid, Form form, Instant created) {
        this.accountSid = accountSid;
        this.to = form.first("To").orElseThrow();
        this.from = form.first("From").orElseThrow();
        this.created = created;
        this.progress = new Progress("queued", created, null, null);
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
        return 1000;
    }

    String from() {
        return from;
    }

    /** When it was answered, or asked for if nobody answered yet. */
    Instant time() {
        Instant started = progress.started;
        return started == null ? created : started;
    }

    void ring(Instant now) {
        progress = new Progress("ringing", now, null, null);
    }

    void answer(Instant now) {
        progress = new Progress("in-progress", now, now, null);
    }

    void hangUp(Instant now) {
        progress = new Progress("completed", now, progress.started, now);
    }

    void giveUp(Instant now) {
        progress = new Progress("no-answer", now, null, now);
    }

    /** The Call resource. */
    Map<String, @Nullable Object> resource() {
        Progress now = progress;
        String uri = "/2010-04-01/Accounts/" + accountSid + "/Calls/" + sid;
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("account_sid", accountSid);
        resource.put("annotation", null);
        resource.put("answered_by", null);
        resource.put("api_version", "2010-04-01");
        resource.put("caller_name", null);
        resource.put("date_created", Times.written(created));
        resource.put("date_updated", Times.written(now.updated));
        resource.put("direction", "outbound-api");
        resource.put("duration", now.ended == null ? null : Long.toString(now.seconds()));
        resource.put("end_time", Times.writtenIfAny(now.ended));
        resource.put("forwarded_from", null);
        resource.put("from", from);
        resource.put("from_formatted", from);
        resource.put("group_sid", null);
        resource.put("parent_call_sid", null);
        resource.put("phone_number_sid", null);
        resource.put("price", null);
        resource.put("price_unit", "USD");
        resource.put("queue_time", "0");
        resource.put("sid", sid);
        resource.put("start_time", Times.writtenIfAny(now.started));
        resource.put("status", now.status);
        resource.put("subresource_uris", Map.of("events", uri + "/Events.json"));
        resource.put("to", to);
        resource.put("to_formatted", to);
        resource.put("trunk_sid", null);
        resource.put("uri", uri + ".json");
        return resource;
    }

    /** The parameters with which TwiML is asked for, and which every status callback begins with. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("AccountSid", accountSid);
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("CallSid", sid);
        parameters.put("CallStatus", progress.status);
        parameters.put("Called", to);
        parameters.put("Caller", from);
        parameters.put("Direction", "outbound-api");
        parameters.put("From", from);
        parameters.put("To", to);
        return parameters;
    }

    /** The parameters of a status callback about an event that happened now. */
    Map<String, String> receipt(Event event) {
        Progress now = progress;
        Map<String, String> parameters = parameters();
        if (event == Event.INITIATED) {
            parameters.put("CallStatus", "initiated");
        }
        if (now.ended != null) {
            parameters.put("CallDuration", Long.toString(now.seconds()));
        }
        parameters.put("CallbackSource", "call-progress-events");
        parameters.put("SequenceNumber", sequenceNumber(event));
        parameters.put("Timestamp", Times.written(now.updated));
        return parameters;
    }

    private static String sequenceNumber(Event event) {
        return switch (event) {
            case INITIATED -> "0";
            case RINGING -> "1";
            case ANSWERED -> "2";
            case COMPLETED -> "3";
        };
    }

    private record Progress(
            String status,
            Instant updated,
            @Nullable Instant started,
            @Nullable Instant ended) {

        /** How long was spoken, in whole seconds, begun ones counted. */
        long seconds() {
            return started == null || ended == null
                    ? 0
                    : Duration.between(started, ended).plusMillis(999).toSeconds();
        }
    }
}

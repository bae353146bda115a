package io.twofold.gateway.provider.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.message.Speech;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.MessageId;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.OutboundMessage;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.OutboundMessage.VoiceCall;
import io.twofold.gateway.provider.Refusal;
import io.twofold.gateway.provider.Report;
import io.twofold.kit.problem.UnavailableException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Hands messages to Twilio. */
class TwilioProvider implements MessageProvider {

    static final String ID = "twilio";

    private static final String MESSAGING_SERVICE = "MG";
    private static final long LONGEST_VALIDITY = Duration.ofHours(4).toSeconds();
    private static final Duration CLOCKS_APART = Duration.ofSeconds(10);
    private static final int PAGE_SIZE = 50;

    private final TwilioApi api;
    private final TwilioAccount account;
    private final Map<String, String> voices;
    private final TwilioWebhook webhook;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration longestHandover;

    TwilioProvider(
            TwilioApi api,
            TwilioAccount account,
            Map<String, String> voices,
            ObjectMapper json,
            Clock clock,
            Duration longestHandover) {
        this.api = api;
        this.account = account;
        this.voices = voices;
        this.webhook = new TwilioWebhook(account);
        this.json = json;
        this.clock = clock;
        this.longestHandover = longestHandover;
    }

    @Override
    public String id() {
        return ID;
    }

    /** Only a number can call. */
    @Override
    public Set<Channel> channels() {
        return account.from().startsWith("+") ? Set.of(Channel.SMS, Channel.VOICE) : Set.of(Channel.SMS);
    }

    @Override
    public Handover handOver(OutboundMessage message) {
        try {
            String sid = switch (message) {
                case TextMessage text -> create(text);
                case VoiceCall call -> create(call);
            };
            return MessageId.of(sid).<Handover>map(Taken::new).orElse(new Unclear("answer_without_id"));
        } catch (WebApplicationException answer) {
            return refusal(answer.getResponse());
        } catch (ProcessingException failure) {
            return neverArrived(failure)
                    ? new NotTaken(Refusal.UNAVAILABLE, "provider_unreachable", null)
                    : new Unclear("no_answer_from_provider");
        }
    }

    @Override
    public Duration longestHandover() {
        return longestHandover;
    }

    /** A text holds its code, so that the same text to the same number is the same message. */
    @Override
    public List<Report> find(TextMessage message, Instant since) {
        TwilioApi.MessageList found;
        try {
            found = api.listMessages(
                    account.authorization(),
                    account.sid(),
                    message.destination().e164(),
                    dayOf(since),
                    PAGE_SIZE);
        } catch (WebApplicationException | ProcessingException e) {
            throw new UnavailableException("Twilio's list", e);
        }
        return Stream.ofNullable(found.messages())
                .flatMap(List::stream)
                .filter(candidate -> message.text().body().equals(candidate.body()))
                .flatMap(candidate -> reported(candidate).stream())
                .toList();
    }

    private @Nullable String create(TextMessage message) {
        boolean byService = account.from().startsWith(MESSAGING_SERVICE);
        long validity = Duration.between(clock.instant(), message.expiresAt()).toSeconds();
        TwilioApi.Message created = api.createMessage(
                account.authorization(),
                account.sid(),
                message.destination().e164(),
                byService ? null : account.from(),
                byService ? account.from() : null,
                message.text().body(),
                Math.clamp(validity, 1, LONGEST_VALIDITY),
                webhook.address(Channel.SMS, message.deliveryId()));
        return created == null ? null : created.sid();
    }

    private @Nullable String create(VoiceCall call) {
        TwilioApi.Call created = api.createCall(
                account.authorization(),
                account.sid(),
                call.destination().e164(),
                account.from(),
                TwiMl.of(call.speech(), voiceFor(call.speech())),
                webhook.address(Channel.VOICE, call.deliveryId()));
        return created == null ? null : created.sid();
    }

    private @Nullable String voiceFor(Speech speech) {
        String voice = voices.get(speech.language());
        return voice != null
                ? voice
                : voices.get(Locale.forLanguageTag(speech.language()).getLanguage());
    }

    private static Optional<Report> reported(TwilioApi.Message message) {
        return message.sid() == null || message.status() == null
                ? Optional.empty()
                : TwilioStatuses.message(message.sid(), message.status(), message.errorCode());
    }

    /** Lists are filtered by days, in UTC; a day earlier where the clocks may disagree about which it is. */
    private static String dayOf(Instant since) {
        return since.minus(CLOCKS_APART).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private Handover refusal(Response answer) {
        return TwilioErrors.handover(answer.getStatus(), errorCode(answer), retryAfter(answer));
    }

    private @Nullable Integer errorCode(Response answer) {
        try {
            TwilioApi.Problem problem = json.readValue(answer.readEntity(String.class), TwilioApi.Problem.class);
            return problem == null ? null : problem.code();
        } catch (JsonProcessingException | ProcessingException | IllegalArgumentException | IllegalStateException _) {
            return null; // not Twilio's form, or no body at all
        }
    }

    private static @Nullable Duration retryAfter(Response answer) {
        String seconds = answer.getHeaderString(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("[0-9]{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    /** Whether there wasn't even a connection to send the request over. */
    private static boolean neverArrived(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }
}

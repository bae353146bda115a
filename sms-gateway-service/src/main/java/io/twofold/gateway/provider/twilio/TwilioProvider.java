package io.twofold.gateway.provider.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.message.Speech;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.OutboundMessage;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.gateway.provider.OutboundMessage.VoiceCall;
import io.twofold.gateway.provider.Refusal;
import io.twofold.gateway.provider.Report;
import io.twofold.kit.problem.UnavailableException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Hands messages to Twilio. */
@Singleton
class TwilioProvider implements MessageProvider {

    static final String ID = "twilio";

    private static final String MESSAGING_SERVICE = "MG";
    private static final long LONGEST_VALIDITY = Duration.ofHours(4).toSeconds();
    private static final Duration CLOCKS_APART = Duration.ofSeconds(10);
    private static final int PAGE_SIZE = 50;

    private final TwilioApi api;
    private final TwilioConfig config;
    private final TwilioWebhook webhook;
    private final ObjectMapper json;
    private final Clock clock;

    TwilioProvider(
            @RestClient TwilioApi api, TwilioConfig config, TwilioWebhook webhook, ObjectMapper json, Clock clock) {
        this.api = api;
        this.config = config;
        this.webhook = webhook;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.SMS, Channel.VOICE);
    }

    @Override
    public Handover handOver(OutboundMessage message) {
        try {
            String sid = switch (message) {
                case TextMessage text -> create(text);
                case VoiceCall call -> create(call);
            };
            return sid == null || sid.isBlank() ? new Unclear("answer_without_id") : new Taken(sid);
        } catch (WebApplicationException answer) {
            return refusal(answer.getResponse());
        } catch (ProcessingException failure) {
            return neverArrived(failure)
                    ? new NotTaken(Refusal.UNAVAILABLE, "provider_unreachable", null)
                    : new Unclear("no_answer_from_provider");
        }
    }

    @Override
    public List<Report> find(OutboundMessage message, Instant since) {
        try {
            return switch (message) {
                case TextMessage text -> findText(text, since);
                case VoiceCall call -> findCall(call, since);
            };
        } catch (WebApplicationException | ProcessingException e) {
            throw new UnavailableException("Twilio's list", e);
        }
    }

    private @Nullable String create(TextMessage message) {
        boolean byService = config.from().startsWith(MESSAGING_SERVICE);
        long validity = Duration.between(clock.instant(), message.expiresAt()).toSeconds();
        TwilioApi.Message created = api.createMessage(
                config.accountSid(),
                message.destination().e164(),
                byService ? null : config.from(),
                byService ? config.from() : null,
                message.text().body(),
                Math.clamp(validity, 1, LONGEST_VALIDITY),
                webhook.address(Channel.SMS, message.deliveryId()));
        return created == null ? null : created.sid();
    }

    private @Nullable String create(VoiceCall call) {
        TwilioApi.Call created = api.createCall(
                config.accountSid(),
                call.destination().e164(),
                config.from(),
                TwiMl.of(call.speech(), voiceFor(call.speech())),
                webhook.address(Channel.VOICE, call.deliveryId()));
        return created == null ? null : created.sid();
    }

    private @Nullable String voiceFor(Speech speech) {
        return config.voices().get(Locale.forLanguageTag(speech.language()).getLanguage());
    }

    /** The text holds the code, so that the same text to the same number is the same message. */
    private List<Report> findText(TextMessage message, Instant since) {
        TwilioApi.MessageList found =
                api.listMessages(config.accountSid(), message.destination().e164(), dayOf(since), PAGE_SIZE);
        return stream(found.messages())
                .filter(candidate -> message.text().body().equals(candidate.body()))
                .flatMap(candidate -> reported(candidate).stream())
                .toList();
    }

    /** The list doesn't say what was spoken: any call to that number from then on may be the one. */
    private List<Report> findCall(VoiceCall call, Instant since) {
        TwilioApi.CallList found =
                api.listCalls(config.accountSid(), call.destination().e164(), dayOf(since), PAGE_SIZE);
        return stream(found.calls())
                .filter(candidate -> isFrom(since.minus(CLOCKS_APART), candidate.created()))
                .flatMap(candidate -> reported(candidate).stream())
                .toList();
    }

    private static Optional<Report> reported(TwilioApi.Message message) {
        return message.sid() == null || message.status() == null
                ? Optional.empty()
                : TwilioStatuses.message(message.sid(), message.status(), message.errorCode());
    }

    private static Optional<Report> reported(TwilioApi.Call call) {
        return call.sid() == null || call.status() == null
                ? Optional.empty()
                : TwilioStatuses.call(call.sid(), call.status());
    }

    private static <T> Stream<T> stream(@Nullable List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }

    /** Lists are filtered by days, in UTC; a day earlier where the clocks may disagree about which it is. */
    private static String dayOf(Instant since) {
        return since.minus(CLOCKS_APART).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static boolean isFrom(Instant earliest, @Nullable String created) {
        try {
            return created != null
                    && !ZonedDateTime.parse(created, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .isBefore(earliest);
        } catch (DateTimeException _) {
            return false;
        }
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

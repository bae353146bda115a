package io.twofold.gateway.provider.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.MessageId;
import io.twofold.gateway.provider.Refusal;
import io.twofold.gateway.provider.http.CarriersConfig.Answer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A carrier's answer in our words. What configuration says of an error or a status is believed; of the rest only what can't
 * have been carried out counts as not taken, and a success without the message's id is unclear.
 */
final class AnswerReader {

    private final Optional<Set<Integer>> takenStatuses;
    private final Optional<JsonPointer> takenAt;
    private final Set<String> takenValues;
    private final Optional<JsonPointer> idAt;
    private final Optional<String> idHeader;
    private final Optional<Pattern> idPattern;
    private final Optional<JsonPointer> errorAt;
    private final Map<String, Refusal> errors;
    private final Map<Integer, Refusal> statuses;

    /**
     * @param setting where it is from, for the exceptions' messages
     * @throws IllegalStateException if it can't be read that way
     */
    AnswerReader(String setting, Answer answer) {
        this.takenStatuses = answer.takenStatuses();
        this.takenAt = answer.takenAt().map(text -> Json.pointer(setting + ".taken-at", text));
        this.takenValues = answer.takenValues().orElse(Set.of());
        this.idAt = answer.idAt().map(text -> Json.pointer(setting + ".id-at", text));
        this.idHeader = answer.idHeader();
        this.idPattern = answer.idPattern().map(text -> pattern(setting + ".id-pattern", text));
        this.errorAt = answer.errorAt().map(text -> Json.pointer(setting + ".error-at", text));
        this.errors = answer.errors();
        this.statuses = answer.statuses();
        if (Stream.of(idAt, idHeader, idPattern).filter(Optional::isPresent).count() != 1) {
            throw new IllegalStateException("Of " + setting + ".id-at, .id-header and .id-pattern one must be set");
        }
        if (takenAt.isPresent() == takenValues.isEmpty()) {
            throw new IllegalStateException(setting + ".taken-at and .taken-values belong together");
        }
        if (errorAt.isPresent() == errors.isEmpty()) {
            throw new IllegalStateException(setting + ".error-at and .errors belong together");
        }
    }

    Handover read(Reply reply) {
        JsonNode json = Json.read(reply.body());
        Optional<NotTaken> error = errorAt.flatMap(place -> Json.at(json, place))
                .flatMap(word -> Optional.ofNullable(errors.get(word))
                        .map(refusal ->
                                new NotTaken(refusal, Reasons.of(word).orElse("provider_error"), retryAfter(reply))));
        if (error.isPresent()) {
            return error.get();
        }
        Refusal refusal = statuses.get(reply.status());
        if (refusal != null) {
            return new NotTaken(refusal, "provider_status_" + reply.status(), retryAfter(reply));
        }
        return isTaken(reply.status()) ? success(reply, json) : failure(reply);
    }

    private boolean isTaken(int status) {
        return takenStatuses.map(known -> known.contains(status)).orElse(status >= 200 && status < 300);
    }

    private Handover success(Reply reply, JsonNode json) {
        boolean meant = takenAt.map(place ->
                        Json.at(json, place).filter(takenValues::contains).isPresent())
                .orElse(true);
        if (!meant) {
            return new Unclear("unexpected_answer");
        }
        return id(reply, json)
                .flatMap(MessageId::of)
                .<Handover>map(Taken::new)
                .orElse(new Unclear("answer_without_id"));
    }

    private Optional<String> id(Reply reply, JsonNode json) {
        if (idAt.isPresent()) {
            return Json.at(json, idAt.get());
        }
        if (idHeader.isPresent()) {
            return Optional.ofNullable(reply.headers().get(idHeader.get()));
        }
        return idPattern.flatMap(pattern -> {
            Matcher matcher = pattern.matcher(reply.body());
            return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
        });
    }

    /** Of statuses that configuration is silent about. */
    private static Handover failure(Reply reply) {
        int status = reply.status();
        return switch (status) {
            case 307, 308 -> new NotTaken(Refusal.UNAVAILABLE, "provider_moved", retryAfter(reply));
            case 401, 403, 404, 407 -> new NotTaken(Refusal.UNAVAILABLE, "provider_account", retryAfter(reply));
            case 429 -> new NotTaken(Refusal.SLOW_DOWN, "too_many_requests", retryAfter(reply));
            default ->
                status >= 400 && status < 500 && status != 408
                        ? new NotTaken(Refusal.REJECTED_REQUEST, "provider_status_" + status, null)
                        : new Unclear("provider_status_" + status);
        };
    }

    private static @Nullable Duration retryAfter(Reply reply) {
        String seconds = reply.headers().get(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("[0-9]{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private static Pattern pattern(String setting, String text) {
        try {
            Pattern pattern = Pattern.compile(text);
            if (pattern.matcher("").groupCount() == 1) {
                return pattern;
            }
        } catch (PatternSyntaxException _) {
            // as one with another number of groups
        }
        throw new IllegalStateException(setting + " must be a regular expression with one group");
    }
}

package io.twofold.identity.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.twofold.identity.account.EmailAddress;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.sealing.Sealer;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a letter, to be sent after the transaction at hand has committed, and never if it rolls back. */
@Singleton
public class SendLetter {

    /** Languages that letters are written in, the first for everybody else. */
    static final List<String> LANGUAGES = List.of("en", "de", "ja");

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final Letters letters;
    private final Engine templates;
    private final ObjectMapper json;
    private final Sealer sealer;
    private final Event<LetterWritten> written;
    private final LetterConfig config;
    private final Clock clock;
    private final Ids ids;

    SendLetter(
            Letters letters,
            Engine templates,
            ObjectMapper json,
            Sealer sealer,
            Event<LetterWritten> written,
            LetterConfig config,
            Clock clock,
            Ids ids) {
        this.letters = letters;
        this.templates = templates;
        this.json = json;
        this.sealer = sealer;
        this.written = written;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Tells of what is happening now.
     *
     * @param to the address
     * @param locale BCP 47; where there is no letter in that language it goes out in English
     * @param parameters what the kind's template names, beside {@code when} and {@code accountPages}, which every letter
     *     may use
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void send(LetterKind kind, String to, String locale, Map<String, String> parameters) {
        send(kind, to, locale, parameters, clock.instant());
    }

    /** As {@link #send(LetterKind, String, String, Map)}, of what happened earlier. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void send(LetterKind kind, String to, String locale, Map<String, String> parameters, Instant happenedAt) {
        write(kind, null, to, locale, parameters, happenedAt, happenedAt.plus(kind.worthSendingFor()));
    }

    /**
     * Sends a code, which is worth sending as long as it lives and no newer one is asked for.
     *
     * @param flowId what the code is for
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void sendCode(LetterKind kind, UUID flowId, String to, String locale, String code, Instant expiresAt) {
        Instant now = clock.instant();
        long minutes =
                Math.max(1, Duration.between(now, expiresAt).plus(HALF_A_MINUTE).toMinutes());
        Map<String, String> parameters = Map.of("code", code, "minutes", Long.toString(minutes));
        write(kind, flowId, to, locale, parameters, now, expiresAt);
    }

    /** Drops the codes of a flow that no worker has sent: they are good for nothing any more. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void dropCodes(UUID flowId) {
        letters.lockUnsent(flowId).forEach(Letter::giveUp);
    }

    private void write(
            LetterKind kind,
            @Nullable UUID flowId,
            String to,
            String locale,
            Map<String, String> parameters,
            Instant happenedAt,
            Instant giveUpAt) {
        UUID id = ids.next();
        Content content = render(kind, to, language(locale), parameters, happenedAt);
        letters.persist(new Letter(id, kind, flowId, seal(content, id), clock.instant(), giveUpAt));
        written.fire(new LetterWritten());
    }

    Content render(LetterKind kind, String to, String language, Map<String, String> parameters, Instant happenedAt) {
        Template template = templates.getTemplate(kind.template(language));
        if (template == null) {
            throw new IllegalStateException("No letter " + kind + " in " + language);
        }
        TemplateInstance letter = template.instance()
                .data("when", when(language, happenedAt))
                .data("accountPages", config.accountPages().toString());
        parameters.forEach(letter::data);
        String[] subjectAndText = letter.render().split("\n\n", 2);
        return new Content(
                EmailAddress.parse(to).orElseThrow().mailbox(), subjectAndText[0].strip(), subjectAndText[1]);
    }

    private static String when(String language, Instant happenedAt) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .localizedBy(Locale.forLanguageTag(language))
                        .format(happenedAt.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    private static String language(String locale) {
        String language = Locale.forLanguageTag(locale).getLanguage();
        return LANGUAGES.contains(language) ? language : LANGUAGES.getFirst();
    }

    private byte[] seal(Content content, UUID id) {
        try {
            return sealer.seal(json.writeValueAsString(content), Letter.context(id));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of strings is JSON", e);
        }
    }
}

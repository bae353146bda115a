package io.twofold.gateway.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.gateway.message.Code;
import io.twofold.gateway.message.Speech;
import io.twofold.gateway.message.Speech.Digits;
import io.twofold.gateway.message.Speech.Sentence;
import io.twofold.gateway.message.Text;
import io.twofold.gateway.message.Wording;
import io.twofold.gateway.message.Words;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.Sealer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Number and words at rest: sealed with this service's own key, for one row. */
@Singleton
class SealedContent {

    private final Sealer sealer;
    private final Wording wording;
    private final ObjectMapper json;

    SealedContent(Sealer sealer, Wording wording, ObjectMapper json) {
        this.sealer = sealer;
        this.wording = wording;
        this.json = json;
    }

    /** What a delivery carries, and where to. */
    record Content(PhoneNumber destination, Words words) {}

    Sealed seal(UUID deliveryId, Content content) {
        try {
            return new Sealed(sealer.seal(json.writeValueAsString(Plain.of(content)), context(deliveryId)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings are JSON", e);
        }
    }

    /**
     * @throws io.twofold.kit.sealing.BrokenSealException if no key at hand opens it
     */
    Content open(Job job) {
        try {
            Plain plain = json.readValue(sealer.open(job.content().bytes(), context(job.deliveryId())), Plain.class);
            return plain.code() == null ? plain.content() : content(job, plain.destination(), plain.code());
        } catch (JsonProcessingException e) {
            // Jackson's message may quote what it read.
            throw new IllegalStateException("Sealed content isn't what was sealed");
        }
    }

    /** The version before this one sealed the code alone, and put it into words afterwards. */
    private Content content(Job job, String destination, String code) {
        return new Content(
                PhoneNumber.ofE164(destination),
                wording.words(job.channel(), job.locale(), String.valueOf(job.purpose()), new Code(code)));
    }

    private static String context(UUID deliveryId) {
        return "delivery:" + deliveryId;
    }

    /** A text, or a language and what is said in it; or a code, as the version before this one sealed it. */
    private record Plain(
            String destination,
            @Nullable String text,
            @Nullable String language,
            @Nullable List<Said> speech,
            @Nullable String code) {

        private static Plain of(Content content) {
            String destination = content.destination().e164();
            return switch (content.words()) {
                case Text(var body) -> new Plain(destination, body, null, null, null);
                case Speech(var language, var parts) ->
                    new Plain(
                            destination,
                            null,
                            language,
                            parts.stream().map(Said::of).toList(),
                            null);
            };
        }

        private Content content() {
            PhoneNumber number = PhoneNumber.ofE164(destination);
            if (text != null) {
                return new Content(number, new Text(text));
            }
            if (language == null || speech == null) {
                throw new IllegalStateException("Sealed content has no words");
            }
            return new Content(
                    number, new Speech(language, speech.stream().map(Said::part).toList()));
        }

        @Override
        public String toString() {
            return "******";
        }
    }

    /** One of the two. */
    private record Said(@Nullable String sentence, @Nullable String digits) {

        private static Said of(Speech.Part part) {
            return switch (part) {
                case Sentence(var text) -> new Said(text, null);
                case Digits(var code) -> new Said(null, code.digits());
            };
        }

        private Speech.Part part() {
            return digits == null ? new Sentence(String.valueOf(sentence)) : new Digits(new Code(digits));
        }

        @Override
        public String toString() {
            return "******";
        }
    }
}

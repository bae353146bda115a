package io.twofold.gateway.provider.twilio;

import io.twofold.gateway.message.Code;
import io.twofold.gateway.message.Speech;
import io.twofold.gateway.message.Speech.Digits;
import io.twofold.gateway.message.Speech.Sentence;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a call says, in Twilio's markup: a breath, then its parts, digits one by one and slowly. */
final class TwiMl {

    private TwiMl() {}

    /**
     * The markup of a call.
     *
     * @param voice absent: the one set in Twilio's console
     */
    static String of(Speech speech, @Nullable String voice) {
        String say = "<Say language=\"" + escaped(speech.language()) + "\""
                + (voice == null ? "" : " voice=\"" + escaped(voice) + "\"") + ">";
        return speech.parts().stream()
                .map(part -> switch (part) {
                    case Sentence(var text) -> say + escaped(text) + "</Say>";
                    case Digits(var code) -> digits(say, code);
                })
                .collect(Collectors.joining("", "<Response><Pause length=\"1\"/>", "</Response>"));
    }

    private static String digits(String say, Code code) {
        return "<Pause length=\"1\"/>" + say + "<prosody rate=\"x-slow\"><say-as interpret-as=\"digits\">"
                + code.digits() + "</say-as></prosody></Say><Pause length=\"2\"/>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

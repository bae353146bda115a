package io.twofold.gateway.provider.twilio;

import io.twofold.gateway.message.Code;
import io.twofold.gateway.message.Speech;
import org.jspecify.annotations.Nullable;

/** What a call says, in Twilio's markup: a breath, then the code twice, digit by digit and slowly. */
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
        return "<Response><Pause length=\"1\"/>"
                + say + escaped(speech.greeting()) + "</Say>"
                + code(say, speech.introduction(), speech.code())
                + code(say, speech.repetition(), speech.code())
                + say + escaped(speech.farewell()) + "</Say></Response>";
    }

    private static String code(String say, String introduction, Code code) {
        return say + escaped(introduction) + "</Say><Pause length=\"1\"/>"
                + say + "<prosody rate=\"x-slow\"><say-as interpret-as=\"digits\">" + code.digits()
                + "</say-as></prosody></Say><Pause length=\"2\"/>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

package io.twofold.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakingTwiml {

    @Test
    void saysACodeTwiceAndSlowly() {
        String twiml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Response>
                  <Say language="en-US" voice="Polly.Joanna" loop="2">
                    Your Twofold code is
                    <prosody rate="slow"><say-as interpret-as="digits">012345</say-as></prosody>.
                  </Say>
                  <Pause length="1"/>
                  <Say>Goodbye.</Say>
                </Response>""";

        Speech speech = Speech.of(twiml).orElseThrow();

        assertThat(speech.text()).isEqualTo("""
                Your Twofold code is 0, 1, 2, 3, 4, 5.
                Your Twofold code is 0, 1, 2, 3, 4, 5.
                Goodbye.""");
        assertThat(speech.language()).contains("en-US");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <say-as interpret-as="digits">123</say-as>           | 1, 2, 3
            <say-as interpret-as="characters">A1 b</say-as>      | A, 1, b
            <say-as interpret-as="spell-out">OK</say-as>         | O, K
            <say-as interpret-as="telephone">40-97</say-as>      | 4, 0, 9, 7
            <say-as interpret-as="cardinal">123</say-as>         | 123
            1<break time="500ms"/>2<break strength="weak"/>3     | 1, 2, 3
            1 2 3                                                | 1, 2, 3
            1, 2, 3                                              | 1, 2, 3
            123456 and 12 3                                      | 123456 and 12 3
            within 5, 10 minutes                                 | within 5, 10 minutes
            <emphasis>now</emphasis>, <lang xml:lang="de-DE">jetzt</lang> | now, jetzt
            <s>One.</s><s>Two.</s>                               | One. Two.
            <sub alias="Twofold">2f</sub> calls                  | Twofold calls
            <![CDATA[A & B]]> &lt;C&gt;                          | A & B <C>
            コードは<say-as interpret-as="digits">42</say-as>です | コードは4, 2です
            """)
    void saysSsmlAsItSounds(String inside, String spoken) {
        assertThat(Speech.of("<Response><Say>" + inside + "</Say></Response>")
                        .orElseThrow()
                        .text())
                .isEqualTo(spoken);
    }

    @Test
    void endsAtHangup() {
        String twiml = "<Response><Say>First.</Say><Hangup/><Say>Second.</Say></Response>";

        assertThat(Speech.of(twiml).orElseThrow().text()).isEqualTo("First.");
    }

    @Test
    void loopsWithoutEndUntilTheListenerHasEnough() {
        String twiml = "<Response><Say loop=\"0\">Hello.</Say></Response>";

        assertThat(Speech.of(twiml).orElseThrow().text().lines()).hasSize(5).containsOnly("Hello.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<Response><Say>unfinished",
                "<Say>without a response</Say>",
                "<Response><Gather><Say>a verb that is not spoken</Say></Gather></Response>",
                "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Response><Say>&e;</Say></Response>"
            })
    void refusesWhatItCantExecute(String twiml) {
        assertThat(Speech.of(twiml)).isEmpty();
    }
}

package io.twofold.gateway.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.message.Code;
import io.twofold.gateway.message.Speech;
import io.twofold.gateway.message.Speech.Digits;
import io.twofold.gateway.message.Speech.Sentence;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ASpokenCode {

    @Test
    void comesTwiceDigitByDigitWithPauses() throws Exception {
        Document document = parse(TwiMl.of(speech("Hello. This is Twofold."), "Polly.Joanna"));

        var digits = document.getElementsByTagName("say-as");
        assertThat(digits.getLength()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            assertThat(digits.item(i).getTextContent()).isEqualTo("012345");
            assertThat(digits.item(i)
                            .getAttributes()
                            .getNamedItem("interpret-as")
                            .getNodeValue())
                    .isEqualTo("digits");
            assertThat(digits.item(i).getParentNode().getNodeName()).isEqualTo("prosody");
        }
        assertThat(document.getElementsByTagName("Pause").getLength()).isEqualTo(5);
        var say = document.getElementsByTagName("Say");
        for (int i = 0; i < say.getLength(); i++) {
            assertThat(say.item(i).getAttributes().getNamedItem("voice").getNodeValue())
                    .isEqualTo("Polly.Joanna");
            assertThat(say.item(i).getAttributes().getNamedItem("language").getNodeValue())
                    .isEqualTo("en-US");
        }
    }

    @Test
    void isWellFormedWhateverTheBrandIsCalled() throws Exception {
        Document document = parse(TwiMl.of(speech("This is <Tom & \"Jerry\">."), null));
        assertThat(document.getElementsByTagName("Say").item(0).getTextContent())
                .isEqualTo("This is <Tom & \"Jerry\">.");
        assertThat(document.getElementsByTagName("Say").item(0).getAttributes().getNamedItem("voice"))
                .isNull();
    }

    private static Speech speech(String greeting) {
        Digits code = new Digits(new Code("012345"));
        return new Speech(
                "en-US",
                List.of(
                        new Sentence(greeting),
                        new Sentence("Your code is:"),
                        code,
                        new Sentence("Once more:"),
                        code,
                        new Sentence("Goodbye.")));
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}

package io.twofold.gateway.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingAForm {

    @Test
    void findsEveryParameter() {
        assertThat(TwilioForm.parse("MessageSid=SM1&&To=%2B1408&a&=b&To=2"))
                .contains(new TwilioForm(Map.of(
                        "MessageSid",
                        List.of("SM1"),
                        "To",
                        List.of("+1408", "2"),
                        "a",
                        List.of(""),
                        "",
                        List.of("b"))));
    }

    @Test
    void endsAtTwoHundred() {
        assertThat(TwilioForm.parse(parameters(200)))
                .hasValueSatisfying(form -> assertThat(form.parameters()).hasSize(200));
        assertThat(TwilioForm.parse(parameters(201))).isEmpty();
        assertThat(TwilioForm.parse("&".repeat(16_000))).isEmpty();
    }

    @Test
    void withABrokenEscapeIsNone() {
        assertThat(TwilioForm.parse("a=%zz")).isEmpty();
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
    }
}

package io.twofold.otp;

import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.partner;
import static io.twofold.otp.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@OtpTest
class OneNumberInEverySpelling {

    @Test
    void countsAsOneForTheLimits() {
        String national = freshNumber().substring(2);
        String area = national.substring(0, 3);
        String rest = national.substring(3);
        List<String> spellings = List.of(
                "(" + area + ") " + rest,
                "+1 " + national,
                "001" + national,
                digits(national, '０'),
                "tel:+1-" + area + "-" + rest + ";ext=12");
        for (String spelling : spellings) {
            assertThat(issue(spelling).outcome()).as(spelling).isEqualTo("201");
        }
        for (String spelling : List.of(national + " x 7", digits(national, '٠'), digits("001" + national, '٠'))) {
            assertThat(issue(spelling).outcome()).as(spelling).isEqualTo("429 too_many_codes");
        }
    }

    private static Reply issue(String spelling) {
        return partner()
                .issue(with(
                        Map.of("purpose", "custom", "binding", freshBinding(), "channel", "sms"),
                        "destination",
                        Map.of("country", "US", "number", spelling)));
    }

    /** The same digits in another script, which begins with that zero. */
    private static String digits(String ascii, char zero) {
        return ascii.chars()
                .mapToObj(digit -> String.valueOf((char) (digit - '0' + zero)))
                .collect(Collectors.joining());
    }
}

package io.twofold.otp;

import static io.twofold.otp.Client.byCaller;
import static io.twofold.otp.Client.freshAddress;
import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.text;
import static io.twofold.otp.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OtpTest
class TheLimitPerAddress {

    private final Client partner = Client.partner();
    private final Client identity = Client.identity();
    private final String address = freshAddress();

    @Inject
    MutableClock clock;

    @Test
    void isTwentyFiveCodesInFiveMinutesToWhateverNumbers() {
        assertThat(sentFrom(address)).isEqualTo(25);

        Reply refused = partner.issue(from(address));
        assertThat(refused.outcome()).isEqualTo("429 too_many_codes");
        assertThat(refused.retryAfter()).isEqualTo(300);
        assertThat(partner.issue(from(freshAddress())).status()).isEqualTo(201);
        assertThat(partner.issue(text(freshBinding(), freshNumber())).status()).isEqualTo(201);
        clock.advance(Duration.ofMinutes(5));
        assertThat(partner.issue(from(address)).status()).isEqualTo(201);
    }

    @Test
    void isTwoHundredCodesADay() {
        int sent = 0;
        for (int i = 0; i < 10; i++) {
            sent += sentFrom(address);
            clock.advance(Duration.ofMinutes(5));
        }
        assertThat(sent).isEqualTo(200);
        assertThat(partner.issue(from(address)).retryAfter()).isGreaterThan(3600);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:1::1,    2001:db8:1:1:ffff:ffff:ffff:ffff, 429",
        "2001:db8:1:2::1,    2001:0DB8:0001:0002:0:0:0:1,      429",
        "2001:db8:1:3::1,    2001:db8:1:4::1,                  201",
        "::ffff:198.51.100.1, 198.51.100.1,                    429",
        "198.51.100.2,        ::ffff:c633:6402,                429",
        "198.51.100.3,        198.51.100.4,                    201"
    })
    void belongsToAnIpv4AddressOrToAnIpv6Network(String used, String asking, int status) {
        assertThat(sentFrom(used)).isEqualTo(25);
        assertThat(partner.issue(from(asking)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8:7:42::1", "::ffff:203.0.113.9"})
    void isNotForNetworksThatAreTrusted(String trusted) {
        for (int i = 0; i < 26; i++) {
            assertThat(partner.issue(from(trusted)).status()).isEqualTo(201);
        }
    }

    @Test
    void isLeftAloneByCodesThatAreVerified() {
        List<Reply> issued = new ArrayList<>();
        List<String> bindings = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            bindings.add(freshBinding());
            issued.add(partner.issue(with(text(bindings.get(i), freshNumber()), "clientIp", address)));
        }
        for (int i = 0; i < 3; i++) {
            String id = issued.get(i).id();
            assertThat(partner.verify(id, bindings.get(i), Telephone.codeOf(id, 1))
                            .status())
                    .isEqualTo(200);
        }

        assertThat(sentFrom(address)).isEqualTo(3);
    }

    @Test
    void countsAResendWhereTheLastCodeWasAskedForUnlessItSaysOtherwise() {
        for (int i = 0; i < 23; i++) {
            partner.issue(from(address));
        }
        Reply issued = partner.issue(from(address));
        clock.advance(Duration.ofSeconds(30));

        assertThat(partner.resend(issued.id()).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));
        assertThat(partner.resend(issued.id()).outcome()).isEqualTo("429 too_many_codes");
        assertThat(partner.resend(issued.id(), Map.of("clientIp", freshAddress()))
                        .status())
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(2));
        assertThat(partner.resend(issued.id()).status()).isEqualTo(200);
    }

    @Test
    void isNotForPeopleWhomTheAccountKnowsByTheirNumber() {
        sentFrom(address);
        Map<String, Object> signIn = with(
                with(
                        with(from(address), "purpose", "sign_in"),
                        "accountId",
                        UUID.randomUUID().toString()),
                "proven",
                true);
        assertThat(identity.issue(signIn).status()).isEqualTo(201);
        assertThat(identity.issue(with(with(signIn, "proven", false), "binding", freshBinding()))
                        .status())
                .isEqualTo(429);
    }

    @Test
    void isNotForCodesThatTheCallerDelivers() {
        sentFrom(address);
        assertThat(partner.issue(with(byCaller(freshBinding()), "clientIp", address))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"300.1.1.1", "1.2.3.4.5", "::1::", "fe80", "....", "dead:beef"})
    void needsAnAddressThatIsOne(String nonsense) {
        Reply refused = partner.issue(from(nonsense));
        assertThat(refused.outcome()).isEqualTo("422 validation_failed");
        assertThat(refused.body().at("/violations/0/field").asText()).isEqualTo("clientIp");
        Reply issued = partner.issue(text(freshBinding(), freshNumber()));
        assertThat(partner.resend(issued.id(), Map.of("clientIp", nonsense)).outcome())
                .isEqualTo("422 validation_failed");
    }

    private static Map<String, Object> from(String clientIp) {
        return with(text(freshBinding(), freshNumber()), "clientIp", clientIp);
    }

    private int sentFrom(String clientIp) {
        int sent = 0;
        while (partner.issue(from(clientIp)).status() == 201) {
            sent++;
        }
        return sent;
    }
}

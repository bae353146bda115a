package io.twofold.gateway.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.gateway.message.Channel;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingThePriceList {

    @Test
    void aCountryNotNamedCostsWhatOthersDo() {
        PriceList prices =
                prices(Map.of("twilio", Map.of("sms", Map.of("US", price("0.0079"), "other", price("0.05")))));
        assertThat(prices.of("twilio", Channel.SMS, "US", 2)).contains(new Cost(15_800, "EUR"));
        assertThat(prices.of("twilio", Channel.SMS, "DE", 1)).contains(new Cost(50_000, "EUR"));
        assertThat(prices.of("twilio", Channel.VOICE, "US", 1)).isEmpty();
        assertThat(prices.of("smpp", Channel.SMS, "US", 1)).isEmpty();
    }

    @Test
    void whatCostsNothingIsNotWhatHasNoPrice() {
        PriceList prices = prices(Map.of("smpp", Map.of("sms", Map.of("other", price("0")))));
        assertThat(prices.of("smpp", Channel.SMS, "US", 3)).contains(new Cost(0, "EUR"));
    }

    @ParameterizedTest
    @CsvSource({"7900, 0.0079", "1, 0.000001", "0, 0", "10000000, 10", "1500000, 1.5"})
    void amountsAreWrittenPlainly(long micros, String written) {
        assertThat(new Cost(micros, "EUR").amount()).hasToString(written);
    }

    @ParameterizedTest
    @CsvSource({
        "fax, US, 0.01, no channel",
        "sms, XX, 0.01, no country",
        "sms, US, -0.01, 0 to 1000",
        "sms, US, 1000.01, 0 to 1000",
        "sms, US, 0.0000001, six digits"
    })
    void aPriceThatCantBeUsedStopsTheStart(String channel, String country, String price, String why) {
        assertThatThrownBy(() -> prices(Map.of("twilio", Map.of(channel, Map.of(country, price(price))))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twofold.prices.list.twilio." + channel + "." + country)
                .hasMessageContaining(why);
    }

    private static BigDecimal price(String text) {
        return new BigDecimal(text);
    }

    private static PriceList prices(Map<String, Map<String, Map<String, BigDecimal>>> list) {
        return new PriceList(new Settings("EUR", list));
    }

    private record Settings(String currency, Map<String, Map<String, Map<String, BigDecimal>>> list)
            implements PriceConfig {}
}

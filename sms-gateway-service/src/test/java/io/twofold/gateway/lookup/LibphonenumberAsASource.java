package io.twofold.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.lookup.LookupSource.Answer.Known;
import io.twofold.kit.phone.PhoneNumber;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibphonenumberAsASource extends LookupSourceContract {

    private static final Operator NOBODY = new Operator();

    @AfterAll
    static void stop() {
        NOBODY.close();
    }

    @Override
    LookupSource source() {
        return new Libphonenumber();
    }

    @Override
    Operator operator() {
        return NOBODY;
    }

    @Override
    NumberFacts everything() {
        return new NumberFacts(LineType.LANDLINE_OR_MOBILE, null, null);
    }

    @Override
    boolean asksSomebody() {
        return false;
    }

    @ParameterizedTest
    @CsvSource({
        "+4915123456789, MOBILE",
        "+4930123456, LANDLINE",
        "+14089742042, LANDLINE_OR_MOBILE",
        "+19002345678, PREMIUM",
        "+18002345678, TOLL_FREE",
        "+445612345678, VOIP"
    })
    void tellsTheKindByTheNumber(String number, LineType type) {
        assertThat(source().ask(PhoneNumber.ofE164(number))).isEqualTo(new Known(new NumberFacts(type, null, null)));
    }
}

package io.twofold.apppassword.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparingAddresses {

    @ParameterizedTest
    @CsvSource({
        "Ada@Example.ORG, ada@example.org",
        "' ada@example.org ', ada@example.org",
        "ada@BÜCHER.example, ada@xn--bcher-kva.example",
        "JÖRG@example.org, jörg@example.org",
        "jo\u0308rg@example.org, j\u00f6rg@example.org",
        "ΣΊΣΥΦΟΣ@example.org, σίσυφος@example.org",
        "ada@例え。テスト, ada@xn--r8jz45g.xn--zckzah"
    })
    void spellingsOfOneAddressAreEqual(String one, String other) {
        assertThat(EmailAddress.fold(one)).isEqualTo(EmailAddress.fold(other));
    }

    @ParameterizedTest
    @CsvSource({
        "ada@example.org, ada@example.com",
        "ada@example.org, ada",
        "a.da@example.org, ada@example.org",
        "ada+mail@example.org, ada@example.org",
        "'ä', 'ä@'",
        "'ä@..', 'ä@.'"
    })
    void differentOnesAreNot(String one, String other) {
        assertThat(EmailAddress.fold(one)).isNotEqualTo(EmailAddress.fold(other));
    }
}

package io.twofold.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnEmailAddress {

    @ParameterizedTest
    @CsvSource({
        "anna@example.org, anna@example.org",
        "Anna@Example.ORG, anna@example.org",
        "anna@Bücher.example, anna@xn--bcher-kva.example",
        "anna@XN--BCHER-KVA.example, anna@xn--bcher-kva.example",
        "anna@xn--strae-oqa.example, anna@xn--strae-oqa.example",
        "anna@STRASSE.example, anna@strasse.example",
        "o'neil+tag@mail.example.org, o'neil+tag@mail.example.org"
    })
    void isComparedByItsKey(String typed, String key) {
        assertThat(EmailAddress.parse(typed)).map(EmailAddress::key).contains(key);
    }

    @Test
    void isOneWhetherAnAccentWasTypedAtOnceOrAfterwards() {
        assertThat(EmailAddress.parse("anna@ren\u00e9.example"))
                .map(EmailAddress::key)
                .isEqualTo(EmailAddress.parse("anna@rene\u0301.example").map(EmailAddress::key));
    }

    @Test
    void isKeptAsTyped() {
        assertThat(EmailAddress.parse("Anna@Bücher.example").orElseThrow().given())
                .isEqualTo("Anna@Bücher.example");
    }

    @Test
    void goesOutToTheDomainThatMailServersKnow() {
        assertThat(EmailAddress.parse("Anna@Bücher.example").orElseThrow().mailbox())
                .isEqualTo("Anna@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@example.org",
                "anna@",
                "anna@example",
                "an na@example.org",
                "anna@exam ple.org",
                "anna@-example.org",
                "anna@example..org",
                ".anna@example.org",
                "anna.@example.org",
                "a@b@example.org",
                "\"anna\"@example.org",
                "anna@[127.0.0.1]",
                "anna\u0000@example.org",
                "anna@example.org\r\nBcc: x@y.org",
                "アンナ@example.org",
                "ann\u0131@example.org",
                "anna@straße.example",
                "anna@ａ.example"
            })
    void isRefusedIfNoLetterWouldGetThere(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Test
    void isRefusedIfTooLong() {
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(EmailAddress.parse("anna@" + "a.".repeat(125) + "org")).isEmpty();
    }

    @Test
    void doesNotShowItself() {
        assertThat(EmailAddress.parse("anna@example.org").orElseThrow()).hasToString("an e-mail address");
    }
}

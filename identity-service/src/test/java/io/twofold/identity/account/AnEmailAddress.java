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
        "STRASSE@example.org, strasse@example.org",
        "straße@example.org, strasse@example.org",
        "o'neil+tag@mail.example.org, o'neil+tag@mail.example.org",
        "アンナ@example.org, アンナ@example.org"
    })
    void isComparedByItsKey(String typed, String key) {
        assertThat(EmailAddress.parse(typed)).map(EmailAddress::key).contains(key);
    }

    @Test
    void isOneWhetherAnAccentWasTypedAtOnceOrAfterwards() {
        assertThat(EmailAddress.parse("ren\u00e9@example.org"))
                .map(EmailAddress::key)
                .isEqualTo(EmailAddress.parse("rene\u0301@example.org").map(EmailAddress::key));
    }

    @Test
    void goesOutAsTyped() {
        assertThat(EmailAddress.parse("Anna@Example.org").orElseThrow().given()).isEqualTo("Anna@Example.org");
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
                "anna@example.org\r\nBcc: x@y.org"
            })
    void isRefusedIfNoMailSystemWouldTakeIt(String typed) {
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

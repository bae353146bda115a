package io.twofold.simulator.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparingAddresses {

    @ParameterizedTest
    @CsvSource({
        "Ada@Example.ORG, ada@example.org",
        "ada@bücher.example, ada@xn--bcher-kva.example",
        "ada@XN--BCHER-KVA.example, ada@xn--bcher-kva.example",
        "nowhere, nowhere",
        "ada@-bad-.example, ada@-bad-.example",
    })
    void foldsCaseAndDomain(String address, String folded) {
        assertThat(Address.folded(address)).isEqualTo(folded);
    }
}

package io.twofold.identity.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ALandline {

    @Test
    void takesCallsOnly() {
        var number = new SealedPhoneNumber(new byte[1], new byte[32], "DE", "•••• ••••42", "42", false);

        assertThat(number.methods()).isEqualTo(List.of(Method.VOICE));
    }
}

package io.twofold.gateway.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortingTheCentresErrors {

    @ParameterizedTest
    @CsvSource({
        "0x58, SLOW_DOWN, too_many_requests",
        "0x14, SLOW_DOWN, queue_full",
        "0x0B, REJECTED_NUMBER, invalid_number",
        "0x04, UNAVAILABLE, provider_account",
        "0x0E, UNAVAILABLE, provider_account",
        "0x101, UNAVAILABLE, provider_account",
        "0x08, UNAVAILABLE, provider_unavailable",
        "0x45, UNAVAILABLE, provider_unavailable",
        "0x64, UNAVAILABLE, provider_unavailable",
        "0x01, REJECTED_REQUEST, provider_code_1",
        "0x0A, REJECTED_REQUEST, provider_code_a",
        "0x62, REJECTED_REQUEST, provider_code_62",
        "0x40B, REJECTED_REQUEST, provider_code_40b",
    })
    void isWhatTheStandardSays(String status, Refusal refusal, String reason) {
        assertThat(SmppErrors.handover(Integer.decode(status), Map.of()))
                .isEqualTo(new NotTaken(refusal, reason, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFE, 0xFF})
    void whatSaysNothingIsUnclear(int status) {
        assertThat(SmppErrors.handover(status, Map.of())).isInstanceOf(Unclear.class);
    }

    @Test
    void aSettingKnowsTheCentresOwn() {
        SmppConfig config = SmppGateway.settings(1, "errors.1035", "rejected-number", "errors.8", "blocked-as-fraud");

        assertThat(SmppErrors.handover(1035, config.errors()))
                .isEqualTo(new NotTaken(Refusal.REJECTED_NUMBER, "provider_code_40b", null));
        assertThat(SmppErrors.handover(8, config.errors()))
                .isEqualTo(new NotTaken(Refusal.BLOCKED_AS_FRAUD, "provider_code_8", null));
    }
}

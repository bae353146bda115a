package io.twofold.gateway.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortingTwiliosErrors {

    @ParameterizedTest
    @CsvSource({
        "400,21211,REJECTED_NUMBER",
        "400,21610,REJECTED_NUMBER",
        "400,21614,REJECTED_NUMBER",
        "400,21408,REJECTED_REQUEST",
        "400,21602,REJECTED_REQUEST",
        "403,30450,BLOCKED_AS_FRAUD",
        "429,14107,SLOW_DOWN",
        "429,20429,SLOW_DOWN",
        "400,21611,SLOW_DOWN",
        "429,99999,SLOW_DOWN",
        "401,20003,UNAVAILABLE",
        "404,20404,UNAVAILABLE",
        "503,20503,UNAVAILABLE",
        "400,,REJECTED_REQUEST",
        "401,,UNAVAILABLE",
        "404,,UNAVAILABLE",
        "429,,SLOW_DOWN",
        "307,,UNAVAILABLE",
        "308,,UNAVAILABLE"
    })
    void aRefusalIsSorted(int status, Integer code, Refusal refusal) {
        assertThat(TwilioErrors.handover(status, code, null))
                .isInstanceOfSatisfying(
                        NotTaken.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 301, 302, 303, 408, 500, 502, 503, 504, 520})
    void whatMayHaveGoneThroughIsUnclear(int status) {
        assertThat(TwilioErrors.handover(status, null, null)).isInstanceOf(Unclear.class);
    }

    @Test
    void anInternalErrorIsUnclearEvenInTwiliosForm() {
        assertThat(TwilioErrors.handover(500, 20500, null)).isInstanceOf(Unclear.class);
    }

    @Test
    void theWaitThatTwilioAsksForIsKept() {
        Handover handover = TwilioErrors.handover(429, 20429, Duration.ofSeconds(7));
        assertThat(handover).isEqualTo(new NotTaken(Refusal.SLOW_DOWN, "too_many_requests", Duration.ofSeconds(7)));
    }
}

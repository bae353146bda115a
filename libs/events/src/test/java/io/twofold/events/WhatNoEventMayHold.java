package io.twofold.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No full phone number, no reversible or linkable form of one, no code, password, token or key: told by their names. */
class WhatNoEventMayHold {
    private static final Set<String> FORBIDDEN = Set.of(
            "number",
            "phone",
            "msisdn",
            "e164",
            "destination",
            "recipient",
            "to",
            "digits",
            "fingerprint",
            "hash",
            "digest",
            "code",
            "otp",
            "pin",
            "password",
            "passcode",
            "secret",
            "token",
            "key",
            "answer",
            "credential",
            "text",
            "body",
            "message");
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    /** A run of digits as long as a subscriber's number or a code, outside ids, times and addresses. */
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<![0-9a-f-])\\+?[0-9]{6,}(?![0-9a-f-])");

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void noFieldIsNamedLikeOne(EventType type) {
        assertThat(type.data().getRecordComponents())
                .extracting(RecordComponent::getName)
                .noneMatch(WhatNoEventMayHold::couldHoldOne);
    }

    @ParameterizedTest
    @MethodSource("io.twofold.events.EventType#all")
    void noGoldenExampleHoldsOne(EventType type) {
        assertThat(Contract.golden(type).toString()).doesNotContainPattern(LONG_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phoneNumber",
                "number",
                "code",
                "newPassword",
                "resetToken",
                "recoveryKey",
                "numberHash",
                "phoneFingerprint"
            })
    void ruleKnowsThemByName(String field) {
        assertThat(couldHoldOne(field)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"phoneNumberId", "appPasswordId", "sessionIds", "masked", "country", "sealedDelivery"})
    void ruleLetsIdsAndMasksPass(String field) {
        assertThat(couldHoldOne(field)).isFalse();
    }

    @Test
    void ruleKnowsALongNumber() {
        assertThat("{\"masked\":\"+14089742042\"}").containsPattern(LONG_NUMBER);
        assertThat("{\"reason\":\"012345\"}").containsPattern(LONG_NUMBER);
    }

    private static boolean couldHoldOne(String field) {
        if (field.endsWith("Id") || field.endsWith("Ids")) {
            return false;
        }
        return Arrays.stream(WORDS.split(field))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(FORBIDDEN::contains);
    }
}

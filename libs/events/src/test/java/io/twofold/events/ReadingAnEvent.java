package io.twofold.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAnEvent {
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "not JSON", "{\"email\":\"a@example.com\"", "\u0000"})
    void whatIsNotJsonIsMalformed(String data) {
        assertThatExceptionOfType(MalformedEventException.class).isThrownBy(() -> read(EmailChanged.class, data));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"a@example.com\"",
                "12",
                "{\"email\":\"a@example.com\"} {}",
                "{\"email\":\"a@example.com\"}]"
            })
    void whatIsNotOneObjectIsMalformed(String data) {
        assertThatExceptionOfType(MalformedEventException.class).isThrownBy(() -> read(EmailChanged.class, data));
    }

    @Test
    void nothingIsMalformed() {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> EventJson.read(AccountUnlocked.class, null));
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        byte[] bytes = {'{', '"', (byte) 0xff, (byte) 0xc0, '"', ':', '1', '}'};

        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> EventJson.read(AccountUnlocked.class, bytes));
    }

    @Test
    void nestingWithoutEndIsMalformed() {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> read(AccountUnlocked.class, "{\"a\":" + "[".repeat(100_000)));
    }

    @Test
    void timesMayCarryAnOffset() throws Exception {
        assertThat(read(AccountDeleted.class, "{\"deletedAt\":\"2026-03-02T10:15:00.5+01:00\"}"))
                .isEqualTo(new AccountDeleted(Instant.parse("2026-03-02T09:15:00.500Z")));
    }

    @Test
    void allSessionsNeedNoList() throws Exception {
        SessionsEnded everything =
                new SessionsEnded(List.of(), true, Instant.parse("2026-03-02T09:15:00Z"), "password_changed");
        String json = "{\"all\":true,\"endedAt\":\"2026-03-02T09:15:00Z\",\"reason\":\"password_changed\"}";

        assertThat(EventJson.write(everything)).asString(UTF_8).isEqualTo(json);
        assertThat(read(SessionsEnded.class, json)).isEqualTo(everything);
    }

    @Test
    void gapInAListIsMalformed() {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> read(
                        SignedIn.class,
                        "{\"signInId\":\"s\",\"deviceId\":\"d\",\"newDevice\":true,\"amr\":[\"pwd\",null]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":{\"jane@example.com\":1}}",
                "{\"email\":\"jane@example.com",
                "{\"email\":\"jane@example.com\"} jane@example.com"
            })
    void refusalRepeatsNothingOfTheData(String data) {
        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> read(EmailChanged.class, data))
                .withNoCause()
                .withMessageNotContaining("jane");
    }

    @Test
    void listsCannotBeChangedAfterwards() {
        List<String> services = new ArrayList<>(List.of("mail"));
        AppPasswordCreated created = new AppPasswordCreated("id", "label", services, "203.0.113.7");

        services.add("calendar");

        assertThat(created.services()).containsExactly("mail");
    }

    @Test
    void sealedCodeIsNotPrinted() {
        CodeDeliveryRequested requested = new CodeDeliveryRequested(
                "challenge", 1, "sms", "en", "sign_in", "US", "identity", Instant.EPOCH, "c2VhbGVk");

        assertThat(requested).asString().contains("challenge").doesNotContain("c2VhbGVk");
    }

    private static <E extends Event> E read(Class<E> type, String json) throws MalformedEventException {
        return EventJson.read(type, json.getBytes(UTF_8));
    }
}

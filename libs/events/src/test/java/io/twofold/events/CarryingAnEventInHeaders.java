package io.twofold.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarryingAnEventInHeaders {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Envelope<Event> PHONE_VERIFIED = Envelope.of(
            "0198c1b2-7021-7e1d-8a2b-5c6d7e8f9a21",
            "0198c1a6-51d0-7a41-8c3e-9b7f4e2d6643",
            "0198c1a4-6d1e-7b52-9f0c-3c1d5f0a7e10",
            Instant.parse("2026-03-02T09:15:00.250Z"),
            7,
            TRACE,
            new PhoneVerified(
                    "0198c1a6-51d0-7a41-8c3e-9b7f4e2d6643",
                    "enrolment",
                    "enroll_phone",
                    "sms",
                    "US",
                    "(•••) •••-••42",
                    "identity",
                    Instant.parse("2026-03-02T09:15:00.250Z")));
    private static final Envelope<Event> SENDING_RESUMED = Envelope.of(
            "0198c1b2-7027-7e1d-8a2b-5c6d7e8f9a27",
            "country:KM",
            null,
            Instant.parse("2026-03-02T09:15:00Z"),
            0,
            null,
            new SendingResumed("country:KM"));

    @Test
    void namesAndValuesAreThoseOfTheContract() {
        assertThat(CloudEventHeaders.of(PHONE_VERIFIED))
                .containsExactly(
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", "0198c1b2-7021-7e1d-8a2b-5c6d7e8f9a21"),
                        entry("ce_source", "/otp-service"),
                        entry("ce_type", "twofold.otp.PhoneVerified.v1"),
                        entry("ce_subject", "0198c1a6-51d0-7a41-8c3e-9b7f4e2d6643"),
                        entry("ce_accountid", "0198c1a4-6d1e-7b52-9f0c-3c1d5f0a7e10"),
                        entry("ce_time", "2026-03-02T09:15:00.250Z"),
                        entry("ce_sequence", "00000000000000000007"),
                        entry("ce_dataschema", "urn:twofold:schema:otp.PhoneVerified.v1"),
                        entry("content-type", "application/json"),
                        entry("traceparent", TRACE));
    }

    @Test
    void whatThereIsNotIsLeftOut() {
        assertThat(CloudEventHeaders.of(SENDING_RESUMED)).doesNotContainKeys("ce_accountid", "traceparent");
    }

    @Test
    void longestSequenceSortsAfterAllOthers() {
        Envelope<SendingResumed> last = Envelope.of(
                "id", "country:KM", null, Instant.EPOCH, Long.MAX_VALUE, null, new SendingResumed("country:KM"));

        assertThat(CloudEventHeaders.of(last).get("ce_sequence")).isEqualTo("09223372036854775807");
    }

    @Test
    void envelopeComesBackAsItWas() throws Exception {
        for (Envelope<Event> envelope : List.of(PHONE_VERIFIED, SENDING_RESUMED)) {
            CloudEventHeaders headers = CloudEventHeaders.parse(CloudEventHeaders.of(envelope));

            assertThat(headers.read(EventJson.write(envelope.data()))).isEqualTo(envelope);
        }
    }

    @Test
    void otherHeadersAreIgnored() throws Exception {
        Map<String, String> headers = headers();
        headers.put("x-something", "else");

        assertThat(CloudEventHeaders.parse(headers)).isEqualTo(CloudEventHeaders.parse(headers()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_sequence"})
    void missingAttributeIsMalformed(String name) {
        Map<String, String> headers = headers();
        headers.remove(name);

        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> CloudEventHeaders.parse(headers))
                .withMessage(name + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3",
        "ce_id, ' '",
        "ce_id, 7",
        "ce_id, 0198c1b2-7021-7e1d-8a2b-5c6d7e8f9a21x",
        "ce_subject, ''",
        "ce_accountid, ''",
        "ce_time, yesterday",
        "ce_time, 1772442900",
        "ce_sequence, 7",
        "ce_sequence, -0000000000000000007",
        "ce_sequence, 99999999999999999999",
        "ce_sequence, ٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٧",
        "ce_source, /identity-service",
        "ce_source, otp-service",
    })
    void attributeThatIsNotWhatItShouldBeIsMalformed(String name, String value) {
        Map<String, String> headers = headers();
        headers.put(name, value);

        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> CloudEventHeaders.parse(headers))
                .withMessageStartingWith(name + " is ")
                .withNoCause();
    }

    @Test
    void typeMadeLaterIsTold() throws Exception {
        Map<String, String> headers = headers();
        headers.put("ce_type", "twofold.otp.SomethingElse.v1");

        CloudEventHeaders parsed = CloudEventHeaders.parse(headers);

        assertThat(parsed.eventType()).isEmpty();
        assertThatExceptionOfType(MalformedEventException.class).isThrownBy(() -> parsed.read("{}".getBytes(UTF_8)));
    }

    @Test
    void dataOfAnotherTypeAreMalformed() throws Exception {
        CloudEventHeaders parsed = CloudEventHeaders.parse(headers());

        assertThatExceptionOfType(MalformedEventException.class)
                .isThrownBy(() -> parsed.read(EventJson.write(SENDING_RESUMED.data())));
    }

    private static Map<String, String> headers() {
        return new HashMap<>(CloudEventHeaders.of(PHONE_VERIFIED));
    }
}

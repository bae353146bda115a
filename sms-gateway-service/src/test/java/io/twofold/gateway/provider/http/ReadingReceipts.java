package io.twofold.gateway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Report.Progress;
import io.twofold.gateway.provider.http.CarrierReceipts.Receipt;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingReceipts {

    private static final UUID DELIVERY = UUID.fromString("019c12d4-5a00-7c4b-9d2e-6f0a1b2c3d4e");

    private static final Map<String, String> JSON = Map.of(
            "id-at", "/id",
            "status-at", "/status",
            "reason-at", "/error",
            "delivery-id-at", "/ref",
            "statuses.DELIVRD", "delivered",
            "statuses.UNDELIV", "undelivered",
            "statuses.ACCEPTD", "taken",
            "signature.secret", Carriers.SECRET);

    /** RFC 4231 §4.2, whose key is twenty bytes of 0x0b. */
    private static final String RFC_4231_CASE_1 = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";

    @Test
    void inJson() {
        assertThat(read(Map.of(), "{\"id\":\"7\",\"status\":\"DELIVRD\",\"error\":\"none\"}"))
                .containsExactly(new Receipt(null, new Report("7", Progress.DELIVERED, null)));
        assertThat(read(Map.of(), "{\"id\":7,\"status\":\"ACCEPTD\",\"ref\":\"" + DELIVERY + "\"}"))
                .containsExactly(new Receipt(DELIVERY, new Report("7", Progress.TAKEN, null)));
        assertThat(read(Map.of(), "{\"id\":\"7\",\"status\":\"UNDELIV\",\"error\":\"Absent subscriber\"}"))
                .containsExactly(new Receipt(null, new Report("7", Progress.UNDELIVERED, "absent_subscriber")));
        assertThat(read(Map.of(), "{\"id\":\"7\",\"status\":\"UNDELIV\",\"error\":\"+14085550123\"}"))
                .containsExactly(new Receipt(null, new Report("7", Progress.UNDELIVERED, "undelivered")));
    }

    @Test
    void inAList() {
        assertThat(read(Map.of("list", "/results"), """
                        {"results":[{"id":"1","status":"DELIVRD"},{"id":"2","status":"odd"},{"id":"3","status":"UNDELIV"}]}"""))
                .extracting(receipt -> receipt.report().messageId())
                .containsExactly("1", "3");
    }

    @Test
    void inAForm() {
        Map<String, String> form =
                Map.of("content-type", "form", "id-at", "msg", "status-at", "st", "reason-at", "why");
        assertThat(read(form, "msg=a%2F7&st=UNDELIV&why=Phone+off&msg=b&other"))
                .containsExactly(new Receipt(null, new Report("a/7", Progress.UNDELIVERED, "phone_off")));
        assertThat(read(form, "msg=%zz&st=DELIVRD")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "7",
                "[]",
                "{\"id\":\"7\"}",
                "{\"status\":\"DELIVRD\"}",
                "{\"id\":\"\",\"status\":\"DELIVRD\"}",
                "{\"id\":\"7\\u0000\",\"status\":\"DELIVRD\"}",
                "{\"id\":\"\\udc00\",\"status\":\"DELIVRD\"}",
                "{\"id\":[\"7\"],\"status\":\"DELIVRD\"}",
                "{\"id\":\"7\",\"status\":\"delivrd\"}",
                "{\"id\":\"7\",\"status\":null}",
                "\u0000\uffff"
            })
    void whatSaysNothingIsPassedOver(String body) {
        assertThat(read(Map.of(), body)).isEmpty();
    }

    @Test
    void nestedWithoutEndIsPassedOver() {
        assertThat(read(Map.of(), "[".repeat(16_000))).isEmpty();
        assertThat(read(Map.of(), "{\"id\":\"" + "7".repeat(10_000) + "\",\"status\":\"DELIVRD\"}"))
                .isEmpty();
    }

    /** A generator with a seed of its own: whatever it makes, it makes again. */
    @Test
    void whateverIsSentIsReceiptsOrNone() {
        Random random = new Random(7);
        byte[] good = "{\"results\":[{\"id\":\"7\",\"status\":\"DELIVRD\",\"ref\":\"x\"}]}".getBytes(UTF_8);
        CarrierReceipts json = receipts(Map.of("list", "/results"));
        CarrierReceipts form =
                receipts(Map.of("content-type", "form", "id-at", "id", "status-at", "status", "reason-at", "error"));
        for (int i = 0; i < 50_000; i++) {
            byte[] body = Arrays.copyOf(good, random.nextInt(good.length + 10));
            for (int changes = random.nextInt(6); changes > 0 && body.length > 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            Stream.of(json, form)
                    .flatMap(receipts -> receipts.read(body).stream())
                    .forEach(receipt -> {
                        assertThat(receipt.report().messageId()).isNotBlank();
                        assertThat(receipt.report().progress()).isNotNull();
                    });
        }
    }

    @Test
    void aSignatureIsAsTheStandardHasIt() {
        String key = "\u000b".repeat(20);
        byte[] body = "Hi There".getBytes(UTF_8);
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(RFC_4231_CASE_1));

        assertThat(signature(Map.of("signature.secret", key)).matches(RFC_4231_CASE_1, body))
                .isTrue();
        assertThat(signature(Map.of("signature.secret", key, "signature.encoding", "base64"))
                        .matches(base64, body))
                .isTrue();
        assertThat(signature(Map.of("signature.secret", key, "signature.prefix", "sha256="))
                        .matches("sha256=" + RFC_4231_CASE_1, body))
                .isTrue();
    }

    @Test
    void anyOtherSignatureIsNone() {
        String key = "\u000b".repeat(20);
        byte[] body = "Hi There".getBytes(UTF_8);
        ReceiptSignature signature = signature(Map.of("signature.secret", key));
        for (String given : new String[] {
            "",
            "x",
            RFC_4231_CASE_1.substring(2),
            RFC_4231_CASE_1 + "00",
            RFC_4231_CASE_1.replace('b', 'c'),
            "sha256=" + RFC_4231_CASE_1
        }) {
            assertThat(signature.matches(given, body)).as(given).isFalse();
        }
        assertThat(signature.matches(null, body)).isFalse();
        assertThat(signature.matches(RFC_4231_CASE_1, "Hi There.".getBytes(UTF_8)))
                .isFalse();
        assertThat(signature(Map.of()).matches(RFC_4231_CASE_1, body)).isFalse();
        assertThat(signature(Map.of("signature.secret", key, "signature.prefix", "sha256="))
                        .matches(RFC_4231_CASE_1, body))
                .isFalse();
    }

    private static List<Receipt> read(Map<String, String> changed, String body) {
        return receipts(changed).read(body.getBytes(UTF_8));
    }

    private static ReceiptSignature signature(Map<String, String> changed) {
        return receipts(changed).signature();
    }

    private static CarrierReceipts receipts(Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>();
        Map<String, String> all = new HashMap<>(JSON);
        all.putAll(changed);
        all.forEach((name, value) -> settings.put("receipts." + name, value));
        return new CarrierReceipts(
                "village",
                Carriers.read(Carriers.described(settings)).receipts().orElseThrow());
    }
}

package io.twofold.gateway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.twofold.fuzzing.Expense;
import io.twofold.fuzzing.Journal;
import io.twofold.gateway.provider.Ledger;
import io.twofold.gateway.provider.Report;
import io.vertx.core.Vertx;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** An input is a digit, of which each bit says something, and a body. */
public final class FuzzingCarrierWebhooks {

    private static final int FORM = 1;
    private static final int LIST = 2;
    private static final int FORGED = 4;

    private static final Vertx VERTX = Vertx.vertx();

    private final Journal journal = Journal.open();
    private final Ledger ledger = new Ledger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CarrierWebhookResource single = resource();
    private final CarrierWebhookResource listed = resource("receipts.list", "/results");
    private final CarrierWebhookResource form = resource(
            "receipts.content-type", "form",
            "receipts.id-at", "id",
            "receipts.status-at", "status",
            "receipts.reason-at", "why",
            "receipts.delivery-id-at", "reference");

    @FuzzTest
    public void onlyWhatIsSignedIsReadAndOnlyWhatItMeansIsReported(byte[] input) throws GeneralSecurityException {
        int kind = input.length == 0 ? 0 : input[0];
        byte[] body = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
        CarrierWebhookResource resource = (kind & FORM) != 0 ? form : (kind & LIST) != 0 ? listed : single;

        if ((kind & FORGED) == 0) {
            assertThat(status(resource, signature(body), body)).isEqualTo(204);
            List<Report> reports = ledger.reports();
            // Each needs an object or a form of its own, an id and a status.
            assertThat(reports).hasSizeLessThanOrEqualTo(body.length / 12);
            assertThat(reports)
                    .allSatisfy(report -> assertThat(report.reason())
                            .as("might be a number or a code")
                            .satisfiesAnyOf(
                                    reason -> assertThat(reason).isNull(),
                                    reason -> assertThat(String.valueOf(reason).replace("_", ""))
                                            .doesNotContainPattern("[0-9]{6}")));
        } else {
            byte[] longer = Arrays.copyOf(body, body.length + 1);
            for (String forged : new @Nullable String[] {
                null,
                "",
                new String(body, UTF_8),
                signature(longer),
                signature(body).substring(2),
                signature(body) + "00"
            }) {
                assertThat(status(resource, forged, body)).isEqualTo(403);
            }
            assertThat(ledger.reports()).isEmpty();
        }
        assertThat(journal.lines()).isEmpty();
        assertThat(meters.find("twofold.gateway.receipts").counters())
                .extracting(Counter::getId)
                .allSatisfy(
                        id -> assertThat(id.getTag("outcome")).isIn("bad_signature", "ignored", "applied", "stale"));
    }

    private static int status(CarrierWebhookResource resource, @Nullable String signature, byte[] body) {
        HttpHeaders headers = (HttpHeaders) Proxy.newProxyInstance(
                HttpHeaders.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (_, method, _) -> method.getName().equals("getHeaderString") ? signature : null);
        return Expense.bounded(() -> resource.receive("village", headers, body)).getStatus();
    }

    private CarrierWebhookResource resource(String... changed) {
        return new CarrierWebhookResource(
                new HttpCarriers(Village.described(changed), VERTX, Clock.systemUTC()), ledger, meters);
    }

    private static String signature(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Village.SECRET.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}

package io.twofold.gateway.provider.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.twofold.fuzzing.Expense;
import io.twofold.fuzzing.Journal;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.provider.Ledger;
import java.lang.reflect.Proxy;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An input is a digit, of which each bit says something, and a body. */
public final class FuzzingTwilioWebhooks {

    private static final int CALL = 1;
    private static final int JSON = 2;
    private static final int FORGED = 4;

    private static final String DELIVERY = "019c12d4-5a00-7c4b-9d2e-6f0a1b2c3d4e";
    private static final Map<String, String> ACCOUNT = Map.of(
            "twofold.providers.twilio.account-sid", "AC1",
            "twofold.providers.twilio.auth-token", "a-token-of-the-tests",
            "twofold.providers.twilio.from", "+14155550100",
            "twofold.providers.twilio.webhook-base-url", "https://gateway.example.org");

    private final TwilioSignature signature = new TwilioSignature("a-token-of-the-tests");
    private final Journal journal = Journal.open();
    private final Ledger ledger = new Ledger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TwilioWebhookResource resource = new TwilioWebhookResource(twilio(), ledger, meters);

    @FuzzTest
    public void onlyWhatTwilioSignedIsReadAndOnlyWhatItMeansIsReported(byte[] input) throws NoSuchAlgorithmException {
        int kind = input.length == 0 ? 0 : input[0];
        Channel channel = (kind & CALL) == 0 ? Channel.SMS : Channel.VOICE;
        String body = input.length == 0 ? "" : new String(input, 1, input.length - 1, UTF_8);

        if ((kind & FORGED) == 0) {
            signedIsTaken(channel, (kind & JSON) != 0, body);
        } else {
            forgedIsRefused(channel, input, body);
        }

        assertThat(journal.lines()).isEmpty();
        assertThat(meters.find("twofold.gateway.receipts").counters())
                .extracting(Counter::getId)
                .allSatisfy(
                        id -> assertThat(id.getTag("outcome")).isIn("bad_signature", "ignored", "applied", "stale"));
    }

    private void signedIsTaken(Channel channel, boolean json, String body) throws NoSuchAlgorithmException {
        String address = address(channel);
        if (json) {
            String hash = sha256(body);
            String signed = signature.of(address + "?bodySHA256=" + hash, Map.of());
            assertThat(status(channel, hash, signed, body))
                    .isEqualTo(TwilioForm.ofJson(body).isPresent() ? 204 : 403);
        } else {
            Optional<TwilioForm> form = TwilioForm.parse(body);
            String signed =
                    signature.of(address, form.map(TwilioForm::parameters).orElse(Map.of()));
            assertThat(status(channel, null, signed, body)).isEqualTo(form.isPresent() ? 204 : 403);
        }
        assertThat(ledger.reports()).hasSizeLessThanOrEqualTo(1);
    }

    /** Signed for the other channel, by somebody else, with a hash of something else, or by the rubbish itself. */
    private void forgedIsRefused(Channel channel, byte[] input, String body) throws NoSuchAlgorithmException {
        Map<String, List<String>> form =
                TwilioForm.parse(body).map(TwilioForm::parameters).orElse(Map.of());
        Channel other = channel == Channel.SMS ? Channel.VOICE : Channel.SMS;
        String address = address(channel);
        String otherHash = sha256(body + " ");

        assertThat(status(channel, null, signature.of(address(other), form), body))
                .isEqualTo(403);
        assertThat(status(channel, null, new TwilioSignature("another token").of(address, form), body))
                .isEqualTo(403);
        assertThat(status(channel, otherHash, signature.of(address + "?bodySHA256=" + otherHash, Map.of()), body))
                .isEqualTo(403);
        assertThat(status(channel, body, body, body)).isEqualTo(403);
        assertThat(status(channel, null, new String(Arrays.copyOf(input, 28), UTF_8), body))
                .isEqualTo(403);
        assertThat(status(channel, null, null, body)).isEqualTo(403);
        assertThat(ledger.reports()).isEmpty();
    }

    private int status(Channel channel, @Nullable String hash, @Nullable String signed, String body) {
        return Expense.bounded(() -> switch (channel) {
                    case SMS -> resource.message(DELIVERY, hash, signed, body);
                    case VOICE -> resource.call(DELIVERY, hash, signed, body);
                })
                .getStatus();
    }

    private static String address(Channel channel) {
        return new TwilioWebhook(TwilioAccount.of(settings()).orElseThrow())
                .address(channel, UUID.fromString(DELIVERY));
    }

    private static String sha256(String body) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
    }

    private static Twilio twilio() {
        TwilioApi away = (TwilioApi) Proxy.newProxyInstance(
                TwilioApi.class.getClassLoader(), new Class<?>[] {TwilioApi.class}, (_, _, _) -> {
                    throw new AssertionError("Nothing here may ask Twilio");
                });
        return new Twilio(settings(), away, new ObjectMapper(), Clock.systemUTC(), 1, 1);
    }

    private static TwilioConfig settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(TwilioConfig.class)
                .withSources(new PropertiesConfigSource(ACCOUNT, "test", 500))
                .build()
                .getConfigMapping(TwilioConfig.class);
    }
}

package io.twofold.otp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.kit.sealing.Sealer;
import io.twofold.testing.TopicRecord;
import io.twofold.testing.TopicRecords;
import io.twofold.testing.Topics;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Reads the deliveries as the gateway does: with the delivery key. */
public final class Telephone {

    public static final String REQUESTED = "twofold.otp.CodeDeliveryRequested.v1";
    static final String WITHDRAWN = "twofold.otp.CodeDeliveryWithdrawn.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Telephone() {}

    /** Waits for a send of a challenge and gives its code. */
    public static String codeOf(String challengeId, int send) {
        return open(challengeId, send).path("code").asText();
    }

    static String destinationOf(String challengeId, int send) {
        return open(challengeId, send).path("destination").asText();
    }

    /** Waits until there are that many requests for a challenge, and gives them in order. */
    static List<JsonNode> requests(String challengeId, int count) {
        return await().atMost(20, SECONDS)
                .until(
                        () -> data(
                                Topics.read("otp.deliveries").about(challengeId).ofType(REQUESTED)),
                        found -> found.size() == count);
    }

    /**
     * Those of these challenges that the gateway was asked to send something for, so far: what was asked for before the last
     * one has reached the topic by then, as facts are published in their order.
     *
     * @param last one whose code is surely sent
     */
    public static List<String> sentBefore(String last, List<String> challengeIds) {
        requests(last, 1);
        TopicRecords all = Topics.read("otp.deliveries");
        return challengeIds.stream()
                .filter(id -> !all.about(id).ofType(REQUESTED).isEmpty())
                .toList();
    }

    private static JsonNode open(String challengeId, int send) {
        JsonNode request = requests(challengeId, send).get(send - 1);
        Sealer sealer = Sealer.of(ConfigProvider.getConfig().getValue("twofold.sealing.delivery-keyset", String.class));
        byte[] sealed = Base64.getDecoder().decode(request.path("sealed").asText());
        return parse(sealer.open(sealed, "code-delivery:" + challengeId + ":" + send));
    }

    static List<JsonNode> data(TopicRecords records) {
        return records.stream().map(TopicRecord::value).map(Telephone::parse).toList();
    }

    private static JsonNode parse(@Nullable String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Six digits that aren't these. */
    public static String otherThan(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }
}

package io.twofold.acceptance.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The simulated phone network and mail system. */
public final class Simulator {

    private final Stack stack;
    private final Api api;

    Simulator(Stack stack) {
        this.stack = stack;
        this.api = new Api(stack);
    }

    /** What that phone got, oldest first. */
    public List<JsonNode> messages(String e164) {
        return list("/api/phones/" + encoded(e164) + "/messages", "messages");
    }

    /** What that mailbox got, oldest first. */
    public List<JsonNode> letters(String address) {
        return list("/api/mailboxes/" + encoded(address) + "/letters", "letters");
    }

    /** How many texts and calls every phone got, without those that got none. */
    public Map<String, Integer> messagesByPhone() {
        return list("/api/phones", "phones").stream()
                .collect(Collectors.toMap(
                        phone -> phone.path("number").asText(),
                        phone -> phone.path("messages").asInt()));
    }

    /** Says what kind of line a number is, such as {@code voip}, to whoever asks a look-up provider. */
    public void knows(String e164, String type) {
        api.at("PUT", stack.simulator() + "/api/lookups/" + encoded(e164))
                .json(Map.of("type", type))
                .send()
                .expect(200);
    }

    /** Makes {@code twilio} or {@code smpp} misbehave towards some numbers, however it behaved before. */
    public void misbehave(String provider, String mode, int delayMs, List<String> numbers) {
        behave(provider, Map.of("mode", mode, "delayMs", delayMs, "numbers", numbers));
    }

    /** The same, with that provider's own number of an error. */
    public void refuse(String provider, String mode, int errorCode, List<String> numbers) {
        behave(provider, Map.of("mode", mode, "errorCode", errorCode, "numbers", numbers));
    }

    /** Everything works again. */
    public void behave() {
        behave("twilio", Map.of("mode", "ok"));
        behave("smpp", Map.of("mode", "ok"));
    }

    private void behave(String provider, Map<String, Object> behaviour) {
        api.at("PUT", stack.simulator() + "/api/behaviour/" + provider)
                .json(behaviour)
                .send()
                .expect(200);
    }

    private List<JsonNode> list(String path, String member) {
        var reply = api.at("GET", stack.simulator() + path).send().expect(200);
        return StreamSupport.stream(reply.json().path(member).spliterator(), false)
                .toList();
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, UTF_8);
    }
}

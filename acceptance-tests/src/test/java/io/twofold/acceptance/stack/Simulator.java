package io.twofold.acceptance.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
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

    /** Makes Twilio misbehave towards one number, however it behaved before. */
    public void twilio(String mode, int delayMs, String e164) {
        api.at("PUT", stack.simulator() + "/api/behaviour/twilio")
                .json(Map.of("mode", mode, "delayMs", delayMs, "numbers", List.of(e164)))
                .send()
                .expect(200);
    }

    /** Everything works again. */
    public void behave() {
        api.at("PUT", stack.simulator() + "/api/behaviour/twilio")
                .json(Map.of("mode", "ok"))
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

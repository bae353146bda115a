package io.twofold.simulator.phone;

import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.Request;
import io.twofold.simulator.http.Router;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The phones as JSON, for tests. */
public final class PhoneApi {

    private final Phones phones;

    public PhoneApi(Phones phones) {
        this.phones = phones;
    }

    public void addTo(Router router) {
        router.on("GET", "/api/phones", _ -> Answer.json(200, Map.of("phones", summaries())));
        router.on("GET", "/api/phones/{number}/messages", this::messages);
    }

    private Answer messages(Request request) {
        String number = E164.checked(request.variable("number"));
        return Answer.json(200, Map.of("messages", phones.messagesOf(number)));
    }

    private List<Summary> summaries() {
        return phones.numbers().stream()
                .flatMap(number -> summary(number, phones.messagesOf(number)))
                .toList();
    }

    /** None where the phone was forgotten in between. */
    private static Stream<Summary> summary(String number, List<PhoneMessage> messages) {
        return messages.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        new Summary(number, messages.size(), messages.getLast().receivedAt()));
    }

    private record Summary(String number, int messages, Instant lastReceivedAt) {}
}

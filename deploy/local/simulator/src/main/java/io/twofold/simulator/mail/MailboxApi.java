package io.twofold.simulator.mail;

import io.twofold.simulator.http.Answer;
import io.twofold.simulator.http.BadRequest;
import io.twofold.simulator.http.Request;
import io.twofold.simulator.http.Router;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The mailboxes as JSON, for tests. */
public final class MailboxApi {

    private final Mailboxes mailboxes;

    public MailboxApi(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    public void addTo(Router router) {
        router.on("GET", "/api/mailboxes", _ -> Answer.json(200, Map.of("mailboxes", summaries())));
        router.on("GET", "/api/mailboxes/{address}/letters", this::letters);
    }

    private Answer letters(Request request) {
        String address = request.variable("address");
        if (!address.contains("@")) {
            throw new BadRequest("A mailbox here is an address like ada@example.org.");
        }
        return Answer.json(200, Map.of("letters", mailboxes.lettersTo(address)));
    }

    private List<Summary> summaries() {
        return mailboxes.addresses().stream()
                .flatMap(address -> summary(address, mailboxes.lettersTo(address)))
                .toList();
    }

    /** None where the mailbox was forgotten in between. */
    private static Stream<Summary> summary(String address, List<Letter> letters) {
        return letters.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        new Summary(address, letters.size(), letters.getLast().receivedAt()));
    }

    private record Summary(String address, int letters, Instant lastReceivedAt) {}
}
